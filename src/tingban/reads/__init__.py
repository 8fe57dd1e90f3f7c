"""Every SELECT that a page or a report needs, scoped by actor."""
