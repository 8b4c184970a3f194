"""Links to other data: the link sets, the live check of their targets, and the check against copies."""
