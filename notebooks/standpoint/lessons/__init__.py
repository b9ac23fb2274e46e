"""One room for each lesson, with what that lesson alone uses; always the same few file names."""
