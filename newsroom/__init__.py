"""Wirepage: an article source becomes a published page and keeps where its words came from.

The rooms stand on one another: record, content, site, build; release stands alone. A room imports
only from rooms below it, and `tests/test_rooms.py` says so.
"""
