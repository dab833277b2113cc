"""The daemon that keeps last_contact true while one edits."""
