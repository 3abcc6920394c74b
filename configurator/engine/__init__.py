"""The rules engine: values in, values out."""
