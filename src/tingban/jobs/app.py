"""The queue's application, made by procrastinate inside Django."""

from procrastinate import App


def prepare(app: App) -> None:
    """Called once when Django is ready: tasks are registered by importing `tingban.jobs.tasks`."""
