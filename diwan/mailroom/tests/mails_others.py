from __future__ import annotations

from .mails import Mail

MAILS = [
    Mail(
        "es gmail",
        "Un fondo ayuda.\n\nEl lun, 3 mar 2025 a las 10:12, Equipo (<equipo@example.org>) escribió:\n\n> ¿Qué ayuda?",
        "Un fondo ayuda.",
    ),
    Mail(
        "es outlook",
        "Un fondo ayuda.\n\nDe: Equipo <equipo@example.org>\nEnviado el: lunes, 3 de marzo de 2025 10:12\nPara: Miembros\nAsunto: Volver\n\n¿Qué ayuda?",
        "Un fondo ayuda.",
    ),
    Mail("es phone", "Un fondo ayuda.\n\nEnviado desde mi iPhone", "Un fondo ayuda."),
    Mail(
        "it gmail",
        "Un fondo aiuta.\n\nIl giorno lun 3 mar 2025 alle ore 10:12 Squadra <s@example.org> ha\nscritto:\n\n> Che cosa aiuta?",
        "Un fondo aiuta.",
    ),
    Mail(
        "it outlook",
        "Un fondo aiuta.\n\nDa: Squadra <s@example.org>\nInviato: lunedì 3 marzo 2025 10:12\nA: Membri\nOggetto: Tornare\n\nChe cosa aiuta?",
        "Un fondo aiuta.",
    ),
    Mail(
        "de gmail",
        "Ein Fonds hilft.\n\nAm Mo., 3. März 2025 um 10:12 Uhr schrieb Team <t@example.org>:\n\n> Was hilft?",
        "Ein Fonds hilft.",
    ),
    Mail(
        "de outlook",
        "Ein Fonds hilft.\n\nVon: Team <t@example.org>\nGesendet: Montag, 3. März 2025 10:12\nAn: Mitglieder\nBetreff: Heimkehr\n\nWas hilft?",
        "Ein Fonds hilft.",
    ),
]
