/* Counts a process's file operations below one folder, fails or kills it at the n-th, and records
   what was written so that a power cut can be replayed. Loaded with LD_PRELOAD; Linux only.

   fault_arm(folder, n, kind, record): kind 0 counts, 1 kills, else the error number to return
   (5 EIO, 28 ENOSPC). `record` is the file descriptor of the recording, -1 without one.
   fault_count() returns the operations so far. A record is one line
   "op|path|path2|offset|length\n" followed by `length` bytes. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
#define LONGEST 1024

static char paths[FILES][LONGEST];
static char below[LONGEST];
static long at_operation, operations;
static int what_kind, recording = -1, armed;

static void *next_of(const char *name) { return dlsym(RTLD_NEXT, name); }
#define NEXT(name, ...)                                        \
    typedef __VA_ARGS__;                                       \
    static function_kind *real;                                \
    if (!real) real = (function_kind *)next_of(name)

static int is_below(const char *path) {
    return armed && path && below[0] && !strncmp(path, below, strlen(below));
}

static const char *path_of(int file) {
    return file >= 0 && file < FILES && is_below(paths[file]) ? paths[file] : NULL;
}

static void put(const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))next_of("write");
    while (size > 0) {
        ssize_t done = real(recording, data, size);
        if (done <= 0) return;
        data = (const char *)data + done;
        size -= (size_t)done;
    }
}

static void note(const char *op, const char *one, const char *two, long long offset,
                 const void *data, size_t size) {
    char head[2 * LONGEST + 64];
    if (recording < 0) return;
    int n = snprintf(head, sizeof head, "%s|%s|%s|%lld|%zu\n", op, one, two ? two : "", offset,
                     data ? size : (size_t)0);
    put(head, (size_t)n);
    if (data) put(data, size);
}

/* Returns 1 when the operation is to fail, with errno set. */
static int strikes(void) {
    operations++;
    if (what_kind == 0 || operations != at_operation) return 0;
    if (what_kind == 1) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = what_kind;
    return 1;
}

void fault_arm(const char *folder, long n, int kind, int record) {
    snprintf(below, sizeof below, "%s", folder);
    at_operation = n;
    operations = 0;
    what_kind = kind;
    recording = record;
    armed = 1;
}

long fault_count(void) { return operations; }

void fault_mark(const char *text) { note("mark", text, NULL, 0, NULL, 0); }

static void remember(int file, const char *path) {
    if (file >= 0 && file < FILES) snprintf(paths[file], LONGEST, "%s", path ? path : "");
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))next_of(name);
    int writes = is_below(path) && (flags & (O_CREAT | O_TRUNC));
    int is_new = writes && access(path, F_OK) != 0;
    if (writes && (is_new || (flags & O_TRUNC)) && strikes()) return -1;
    int file = real(path, flags, mode);
    remember(file, path);
    if (file >= 0 && is_new) note("create", path, NULL, 0, NULL, 0);
    else if (file >= 0 && writes && (flags & O_TRUNC)) note("truncate", path, NULL, 0, NULL, 0);
    return file;
}

#define OPEN(name)                                                  \
    int name(const char *path, int flags, ...) {                    \
        mode_t mode = 0;                                            \
        if (flags & (O_CREAT | O_TMPFILE)) {                        \
            va_list more;                                           \
            va_start(more, flags);                                  \
            mode = va_arg(more, mode_t);                            \
            va_end(more);                                           \
        }                                                           \
        return opened(#name, path, flags, mode);                    \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                              \
    int name(int folder, const char *path, int flags, ...) {                      \
        mode_t mode = 0;                                                          \
        if (flags & (O_CREAT | O_TMPFILE)) {                                      \
            va_list more;                                                         \
            va_start(more, flags);                                                \
            mode = va_arg(more, mode_t);                                          \
            va_end(more);                                                         \
        }                                                                         \
        if (path[0] == '/') return opened("open64", path, flags, mode);           \
        int (*real)(int, const char *, int, ...) =                                \
            (int (*)(int, const char *, int, ...))next_of(#name);                 \
        int file = real(folder, path, flags, mode);                               \
        remember(file, "");                                                       \
        return file;                                                              \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    NEXT("close", int function_kind(int));
    remember(file, "");
    return real(file);
}

static ssize_t written_at(const char *path, const void *data, ssize_t done, long long offset) {
    if (done > 0) note("write", path, NULL, offset, data, (size_t)done);
    return done;
}

ssize_t write(int file, const void *data, size_t size) {
    NEXT("write", ssize_t function_kind(int, const void *, size_t));
    const char *path = path_of(file);
    if (!path) return real(file, data, size);
    if (strikes()) return -1;
    long long offset = recording >= 0 ? lseek(file, 0, SEEK_CUR) : 0;
    return written_at(path, data, real(file, data, size), offset);
}

#define PWRITE(name, kind)                                                         \
    ssize_t name(int file, const void *data, size_t size, kind offset) {           \
        NEXT(#name, ssize_t function_kind(int, const void *, size_t, kind));       \
        const char *path = path_of(file);                                          \
        if (!path) return real(file, data, size, offset);                          \
        if (strikes()) return -1;                                                  \
        return written_at(path, data, real(file, data, size, offset), offset);     \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* Copies go through plain writes, so that they are counted and recorded. */
ssize_t sendfile(int out, int in, off_t *offset, size_t size) {
    (void)out; (void)in; (void)offset; (void)size;
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t size) {
    (void)out; (void)in; (void)offset; (void)size;
    errno = ENOTSOCK;
    return -1;
}
ssize_t copy_file_range(int in, off64_t *at, int out, off64_t *to, size_t size, unsigned flags) {
    (void)in; (void)at; (void)out; (void)to; (void)size; (void)flags;
    errno = ENOSYS;
    return -1;
}

#define TRUNCATE(name, kind)                                          \
    int name(int file, kind size) {                                   \
        NEXT(#name, int function_kind(int, kind));                                  \
        const char *path = path_of(file);                             \
        if (!path) return real(file, size);                           \
        if (strikes()) return -1;                                     \
        int done = real(file, size);                                  \
        if (done == 0) note("truncate", path, NULL, size, NULL, 0);   \
        return done;                                                  \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                          \
    int name(int file) {                                    \
        NEXT(#name, int function_kind(int));                              \
        const char *path = path_of(file);                   \
        if (!path) return real(file);                       \
        if (strikes()) return -1;                           \
        int done = real(file);                              \
        if (done == 0) note("sync", path, NULL, 0, NULL, 0); \
        return done;                                        \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TWO(name)                                                   \
    int name(const char *one, const char *two) {                    \
        NEXT(#name, int function_kind(const char *, const char *));               \
        if (!is_below(one) && !is_below(two)) return real(one, two); \
        if (strikes()) return -1;                                   \
        int done = real(one, two);                                  \
        if (done == 0) note(#name, one, two, 0, NULL, 0);           \
        return done;                                                \
    }
TWO(rename)
TWO(link)

int linkat(int from, const char *one, int to, const char *two, int flags) {
    NEXT("linkat", int function_kind(int, const char *, int, const char *, int));
    if (!is_below(one) && !is_below(two)) return real(from, one, to, two, flags);
    if (strikes()) return -1;
    int done = real(from, one, to, two, flags);
    if (done == 0) note("link", one, two, 0, NULL, 0);
    return done;
}

#define ONE(name)                                           \
    int name(const char *path) {                            \
        NEXT(#name, int function_kind(const char *));                     \
        if (!is_below(path)) return real(path);             \
        if (strikes()) return -1;                           \
        int done = real(path);                              \
        if (done == 0) note(#name, path, NULL, 0, NULL, 0); \
        return done;                                        \
    }
ONE(unlink)
ONE(rmdir)

int mkdir(const char *path, mode_t mode) {
    NEXT("mkdir", int function_kind(const char *, mode_t));
    if (!is_below(path)) return real(path, mode);
    if (strikes()) return -1;
    int done = real(path, mode);
    if (done == 0) note("mkdir", path, NULL, 0, NULL, 0);
    return done;
}
