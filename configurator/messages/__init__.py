"""The outbox, its worker, e-mail and the port for other channels."""
