"""The facts this floor tells (architecture.md §1)."""

from educam_portal.workflow.feiten import benoem

MENTOR_AANGEDUID = benoem("mentor.aangeduid", "Een mentor is aangeduid voor een opleiding op een vestiging.")
