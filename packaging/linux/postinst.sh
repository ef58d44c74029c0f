#!/bin/sh
# Tell the desktop about the menu entry, the icon and the kinds of files; each only where it is.
set -e
if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
if command -v update-mime-database >/dev/null; then
    update-mime-database /usr/share/mime || true
fi
if command -v gtk-update-icon-cache >/dev/null; then
    gtk-update-icon-cache -q /usr/share/icons/hicolor || true
fi
