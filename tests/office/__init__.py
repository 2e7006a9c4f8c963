"""Word files in a real word processor."""
