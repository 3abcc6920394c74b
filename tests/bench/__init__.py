"""What one click costs."""
