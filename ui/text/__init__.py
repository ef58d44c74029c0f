"""Every sentence that a person reads, by feature, without Qt."""
