from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "educam_portal.workflow"
    label = "workflow"
