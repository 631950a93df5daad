/** Words in an article's HTML that its author did not write. */
export interface BodyLabels {
  readonly footnotes: string;
  /** Name of a table for those who cannot see that it scrolls. */
  readonly table: string;
  /** Name of a check box that has no text beside it. */
  readonly task: string;
}

const ENGLISH: BodyLabels = { footnotes: "Footnotes", table: "Table", task: "Task" };

/** By primary language subtag. */
const LABELS: Readonly<Record<string, BodyLabels>> = {
  ar: { footnotes: "الحواشي", table: "جدول", task: "مهمة" },
  ca: { footnotes: "Notes", table: "Taula", task: "Tasca" },
  de: { footnotes: "Fußnoten", table: "Tabelle", task: "Aufgabe" },
  es: { footnotes: "Notas", table: "Tabla", task: "Tarea" },
  fr: { footnotes: "Notes", table: "Tableau", task: "Tâche" },
  hi: { footnotes: "टिप्पणियां", table: "तालिका", task: "कार्य" },
  it: { footnotes: "Note", table: "Tabella", task: "Attività" },
  ja: { footnotes: "注", table: "表", task: "タスク" },
  nl: { footnotes: "Voetnoten", table: "Tabel", task: "Taak" },
  pt: { footnotes: "Notas", table: "Tabela", task: "Tarefa" },
  zh: { footnotes: "注", table: "表", task: "任务" },
};

/** The words that an article's HTML has beside its own, by primary language subtag; English for an unknown one. */
export function toBodyLabels(lang: string): BodyLabels {
  return LABELS[lang] ?? ENGLISH;
}
