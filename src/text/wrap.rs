//! Blocks to screen lines.
