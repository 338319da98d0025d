from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("overeenkomsten", "0021_snelle_lijsten"),
    ]

    operations = [
        migrations.AlterField(
            model_name="groepswerk",
            name="soort",
            field=models.CharField(
                choices=[
                    ("klas", "Concepten maken"),
                    ("voorleggen", "Plannen voorleggen"),
                    ("versturen", "Ter ondertekening sturen"),
                    ("herinneren", "Herinneringen sturen"),
                    ("afdrukken", "Overeenkomsten afdrukken"),
                    ("inlezen", "Lerenden inlezen"),
                    ("overdragen", "Aan een collega geven"),
                ],
                max_length=12,
            ),
        ),
    ]
