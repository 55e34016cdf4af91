"""All of collection's tables, as one metadata for the migrations."""

from services.collection.store import agency_tables, appraisal_tables, dossier_tables, pause_tables, policy_tables
from services.collection.store.tables import metadata

__all__ = ["agency_tables", "appraisal_tables", "dossier_tables", "metadata", "pause_tables", "policy_tables"]
