"""Give the lerenden without overeenkomst who were there before the day on which they are erased (rules.md §11)."""

from django.db import migrations
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from educam_portal.parameters.tijdsduur import Duur
from educam_portal.termijnen.rules import DAG, na_termijn
from overeenkomsten.rules import eind_van_schooljaar

SOORT = "bewaring_lerende"
PARTIJ = 500


def vul_in(apps, schema_editor):
    """As `deadlines.bewaar_lerende` does for a new one: until so long after the end of this schooljaar."""
    Lerende, Overeenkomst = (apps.get_model("overeenkomsten", naam) for naam in ("Lerende", "Overeenkomst"))
    Termijn = apps.get_model("termijnen", "Termijn")
    soort = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="overeenkomsten", model="lerende")
    over_lerende = soort.first()
    versies = list(apps.get_model("parameters", "Parameter").objects.filter(naam=SOORT).order_by("geldig_vanaf"))
    if over_lerende is None or not versies:
        return
    vandaag = timezone.localdate()
    heeft = Termijn.objects.filter(
        soort=SOORT, onderwerp_type=over_lerende, onderwerp_id=Cast(OuterRef("pk"), CharField(max_length=40)),
        voldaan_op=None, nietig_op=None,
    )  # fmt: skip
    getekend = Overeenkomst.objects.filter(lerende=OuterRef("pk"), ondertekend_op__isnull=False)
    rijen = Lerende.objects.filter(~Exists(heeft), ~Exists(getekend)).select_related("school").order_by("pk")
    nieuw = []
    for lerende in rijen.iterator(chunk_size=PARTIJ):
        einde = eind_van_schooljaar(max(lerende.lessen_vanaf, vandaag))
        duur = [rij.waarde for rij in versies if rij.geldig_vanaf <= einde][-1]
        tot = na_termijn(einde, Duur(**duur))
        nieuw.append(
            Termijn(
                soort=SOORT, onderwerp_type=over_lerende, onderwerp_id=str(lerende.pk),
                voor_id=lerende.school.organisatie_id, start=vandaag, aangemaakt_op=vandaag, vast_op=tot,
                vervalt_op=tot, volgende_op=tot + DAG,
            )
        )  # fmt: skip
    Termijn.objects.bulk_create(nieuw, batch_size=PARTIJ)


class Migration(migrations.Migration):
    dependencies = [
        ("overeenkomsten", "0024_te_registreren"),
        ("termijnen", "0005_ronde"),
        ("parameters", "0013_bewaring_lerende"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(vul_in, migrations.RunPython.noop, elidable=True)]
