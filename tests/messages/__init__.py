"""The outbox, e-mail, jobs and the worker."""
