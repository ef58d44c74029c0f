"""CMS Care Compare files: published benchmarks."""
