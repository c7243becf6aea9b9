"""The project's own checks: documents, lock, manifest and wheel."""
