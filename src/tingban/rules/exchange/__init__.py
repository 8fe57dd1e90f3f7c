"""The 数据交换簿: its sheets, how their cells are read, and what is told of faults."""
