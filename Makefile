.DEFAULT_GOAL := help
.PHONY: help setup run test lint format docs lock bench schermafbeeldingen kalender
PYTHON := .venv/bin/python

help: ## Toon deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Installeer wat ontbreekt en werk de ingebouwde databank bij
	@python3 scripts/setup.py

run: setup ## Start het portaal met demogegevens tot Ctrl-C (PORT=8001 kiest een andere poort)
	@exec $(PYTHON) scripts/start.py

test: ## Alles wat CI nakijkt: stijl, types, lagen, SQLite, PostgreSQL + Redis, Chromium
	@python3 scripts/setup.py --zonder-databank
	@exec $(PYTHON) scripts/controle.py

lint: setup ## Alleen stijl, types, lagen en migraties
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy && .venv/bin/lint-imports \
		&& $(PYTHON) manage.py makemigrations --check --dry-run

bench: setup ## Meet pagina's en taken bij 1 000 en bij 100 000 dossiers, naast een kale pagina
	@exec $(PYTHON) -m scripts.bench

format: ## Zet alle Python-code in de afgesproken vorm
	@$(PYTHON) -m ruff check --fix -q . ; $(PYTHON) -m ruff format .

docs: setup ## Schrijf de pagina's van docs/ die uit de code komen
	@$(PYTHON) manage.py documentatie

lock: ## Vergrendel de Python-pakketten opnieuw (met hashes, zonder adressen)
	@python3 scripts/vergrendel.py

schermafbeeldingen: setup ## Maak de schermafbeeldingen van de README opnieuw, uit de demowereld van vandaag
	@exec $(PYTHON) scripts/schermafbeeldingen.py

kalender: setup ## Schrijf docs/kalender.md opnieuw: twee jaar mails in de demowereld
	@exec $(PYTHON) scripts/kalender.py
