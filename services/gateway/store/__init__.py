"""The gateway's rows. Its tables are queues and their identities: they hold what came and what goes, nothing
of the business."""
