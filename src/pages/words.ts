import type { kinds } from "../article/schema.ts";

type Kind = (typeof kinds)[number];

/** Everything the interface says, in one language. `{name}` marks what is filled in. */
export interface Words {
  readonly skip: string;
  readonly sections: string;
  readonly editions: string;
  readonly latest: string;
  readonly by: string;
  readonly updated: string;
  readonly correction: string;
  readonly corrections: string;
  readonly noCorrections: string;
  readonly topics: string;
  readonly authors: string;
  readonly archive: string;
  readonly related: string;
  readonly moreFrom: string;
  readonly series: string;
  readonly previousPart: string;
  readonly nextPart: string;
  readonly older: string;
  readonly newer: string;
  readonly page: string;
  readonly pages: string;
  readonly comments: string;
  readonly oneComment: string;
  readonly manyComments: string;
  readonly showComments: string;
  readonly commentsNeedScript: string;
  readonly feed: string;
  readonly share: string;
  readonly email: string;
  readonly alsoIn: string;
  readonly withdrawn: string;
  readonly withdrawnText: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly moved: string;
  /** Label of a live story that is over. */
  readonly liveClosed: string;
  readonly keyPoints: string;
  readonly newEntry: string;
  readonly newEntries: string;
  readonly entryLink: string;
  /** What stands on a video or map from elsewhere before it is loaded. */
  readonly facade: string;
  /** Labels of kinds; news needs none. */
  readonly kinds: Readonly<Record<Exclude<Kind, "news" | "page">, string>>;
}

const en: Words = {
  skip: "Skip to content",
  sections: "Sections",
  editions: "Editions",
  latest: "Latest",
  by: "By",
  updated: "Updated",
  correction: "Correction",
  corrections: "Corrections",
  noCorrections: "No corrections have been published.",
  topics: "Topics",
  authors: "Authors",
  archive: "Archive",
  related: "Related stories",
  moreFrom: "More from {section}",
  series: "Series",
  previousPart: "Previously",
  nextPart: "Next",
  older: "Older stories",
  newer: "Newer stories",
  page: "Page {number}",
  pages: "Pages",
  comments: "Comments",
  oneComment: "1 comment",
  manyComments: "{count} comments",
  showComments: "Show comments",
  commentsNeedScript: "Comments need JavaScript.",
  feed: "Feed",
  share: "Share",
  email: "Email",
  alsoIn: "Also in",
  withdrawn: "Withdrawn",
  withdrawnText: "This story has been withdrawn.",
  notFound: "Page not found",
  notFoundText: "There is nothing at this address. The story may have moved.",
  moved: "This page has moved",
  liveClosed: "As it happened",
  keyPoints: "Key points",
  newEntry: "1 new entry",
  newEntries: "{count} new entries",
  entryLink: "Link to this entry",
  facade: "Nothing is loaded from {host} before you click.",
  kinds: {
    opinion: "Opinion",
    analysis: "Analysis",
    brief: "In brief",
    explainer: "Explainer",
    feature: "Feature",
    interview: "Interview",
    letters: "Letters",
    live: "Live",
    obituary: "Obituary",
    review: "Review",
  },
};

const es: Words = {
  skip: "Ir al contenido",
  sections: "Secciones",
  editions: "Ediciones",
  latest: "Últimas noticias",
  by: "Por",
  updated: "Actualizado",
  correction: "Corrección",
  corrections: "Correcciones",
  noCorrections: "No se ha publicado ninguna corrección.",
  topics: "Temas",
  authors: "Autores",
  archive: "Hemeroteca",
  related: "Noticias relacionadas",
  moreFrom: "Más de {section}",
  series: "Serie",
  previousPart: "Anterior",
  nextPart: "Siguiente",
  older: "Noticias anteriores",
  newer: "Noticias más recientes",
  page: "Página {number}",
  pages: "Páginas",
  comments: "Comentarios",
  oneComment: "1 comentario",
  manyComments: "{count} comentarios",
  showComments: "Ver los comentarios",
  commentsNeedScript: "Los comentarios necesitan JavaScript.",
  feed: "Canal de noticias",
  share: "Compartir",
  email: "Correo electrónico",
  alsoIn: "También en",
  withdrawn: "Retirada",
  withdrawnText: "Esta noticia ha sido retirada.",
  notFound: "Página no encontrada",
  notFoundText: "No hay nada en esta dirección. Puede que la noticia se haya movido.",
  moved: "Esta página se ha movido",
  liveClosed: "Así lo contamos",
  keyPoints: "Puntos clave",
  newEntry: "1 entrada nueva",
  newEntries: "{count} entradas nuevas",
  entryLink: "Enlace a esta entrada",
  facade: "No se carga nada de {host} hasta que haga clic.",
  kinds: {
    opinion: "Opinión",
    analysis: "Análisis",
    brief: "En breve",
    explainer: "Claves",
    feature: "Reportaje",
    interview: "Entrevista",
    letters: "Cartas",
    live: "En directo",
    obituary: "Obituario",
    review: "Crítica",
  },
};

const fr: Words = {
  skip: "Aller au contenu",
  sections: "Rubriques",
  editions: "Éditions",
  latest: "Dernières nouvelles",
  by: "Par",
  updated: "Mis à jour",
  correction: "Rectificatif",
  corrections: "Rectificatifs",
  noCorrections: "Aucun rectificatif n’a été publié.",
  topics: "Thèmes",
  authors: "Auteurs",
  archive: "Archives",
  related: "À lire aussi",
  moreFrom: "Plus d’articles : {section}",
  series: "Série",
  previousPart: "Précédemment",
  nextPart: "Suite",
  older: "Articles plus anciens",
  newer: "Articles plus récents",
  page: "Page {number}",
  pages: "Pages",
  comments: "Commentaires",
  oneComment: "1 commentaire",
  manyComments: "{count} commentaires",
  showComments: "Afficher les commentaires",
  commentsNeedScript: "Les commentaires ont besoin de JavaScript.",
  feed: "Flux",
  share: "Partager",
  email: "Courriel",
  alsoIn: "Aussi en",
  withdrawn: "Retiré",
  withdrawnText: "Cet article a été retiré.",
  notFound: "Page introuvable",
  notFoundText: "Il n’y a rien à cette adresse. L’article a peut-être été déplacé.",
  moved: "Cette page a été déplacée",
  liveClosed: "Le fil du direct",
  keyPoints: "L’essentiel",
  newEntry: "1 nouveau message",
  newEntries: "{count} nouveaux messages",
  entryLink: "Lien vers ce message",
  facade: "Rien n’est chargé depuis {host} avant votre clic.",
  kinds: {
    opinion: "Opinion",
    analysis: "Analyse",
    brief: "En bref",
    explainer: "Décryptage",
    feature: "Reportage",
    interview: "Entretien",
    letters: "Courrier",
    live: "En direct",
    obituary: "Disparition",
    review: "Critique",
  },
};

const de: Words = {
  skip: "Zum Inhalt",
  sections: "Ressorts",
  editions: "Ausgaben",
  latest: "Neueste Meldungen",
  by: "Von",
  updated: "Aktualisiert",
  correction: "Korrektur",
  corrections: "Korrekturen",
  noCorrections: "Es wurden keine Korrekturen veröffentlicht.",
  topics: "Themen",
  authors: "Autoren",
  archive: "Archiv",
  related: "Mehr zum Thema",
  moreFrom: "Mehr aus {section}",
  series: "Serie",
  previousPart: "Bisher",
  nextPart: "Weiter",
  older: "Ältere Artikel",
  newer: "Neuere Artikel",
  page: "Seite {number}",
  pages: "Seiten",
  comments: "Kommentare",
  oneComment: "1 Kommentar",
  manyComments: "{count} Kommentare",
  showComments: "Kommentare anzeigen",
  commentsNeedScript: "Kommentare brauchen JavaScript.",
  feed: "Feed",
  share: "Teilen",
  email: "E-Mail",
  alsoIn: "Auch auf",
  withdrawn: "Zurückgezogen",
  withdrawnText: "Dieser Artikel wurde zurückgezogen.",
  notFound: "Seite nicht gefunden",
  notFoundText: "Unter dieser Adresse gibt es nichts. Der Artikel ist vielleicht umgezogen.",
  moved: "Diese Seite ist umgezogen",
  liveClosed: "Liveblog zum Nachlesen",
  keyPoints: "Das Wichtigste",
  newEntry: "1 neuer Eintrag",
  newEntries: "{count} neue Einträge",
  entryLink: "Link zu diesem Eintrag",
  facade: "Erst beim Klick wird etwas von {host} geladen.",
  kinds: {
    opinion: "Meinung",
    analysis: "Analyse",
    brief: "Kurz gemeldet",
    explainer: "Hintergrund",
    feature: "Reportage",
    interview: "Interview",
    letters: "Leserbriefe",
    live: "Live",
    obituary: "Nachruf",
    review: "Kritik",
  },
};

const pt: Words = {
  skip: "Ir para o conteúdo",
  sections: "Secções",
  editions: "Edições",
  latest: "Últimas notícias",
  by: "Por",
  updated: "Atualizado",
  correction: "Correção",
  corrections: "Correções",
  noCorrections: "Não foi publicada nenhuma correção.",
  topics: "Temas",
  authors: "Autores",
  archive: "Arquivo",
  related: "Notícias relacionadas",
  moreFrom: "Mais de {section}",
  series: "Série",
  previousPart: "Anterior",
  nextPart: "Seguinte",
  older: "Notícias anteriores",
  newer: "Notícias mais recentes",
  page: "Página {number}",
  pages: "Páginas",
  comments: "Comentários",
  oneComment: "1 comentário",
  manyComments: "{count} comentários",
  showComments: "Ver os comentários",
  commentsNeedScript: "Os comentários precisam de JavaScript.",
  feed: "Feed",
  share: "Partilhar",
  email: "Correio eletrónico",
  alsoIn: "Também em",
  withdrawn: "Retirada",
  withdrawnText: "Esta notícia foi retirada.",
  notFound: "Página não encontrada",
  notFoundText: "Não há nada neste endereço. A notícia pode ter mudado de lugar.",
  moved: "Esta página mudou de lugar",
  liveClosed: "Como aconteceu",
  keyPoints: "O essencial",
  newEntry: "1 nova entrada",
  newEntries: "{count} novas entradas",
  entryLink: "Ligação para esta entrada",
  facade: "Nada é carregado de {host} antes de clicar.",
  kinds: {
    opinion: "Opinião",
    analysis: "Análise",
    brief: "Em resumo",
    explainer: "Explicador",
    feature: "Reportagem",
    interview: "Entrevista",
    letters: "Cartas",
    live: "Ao vivo",
    obituary: "Obituário",
    review: "Crítica",
  },
};

/** Numbers stand behind a colon, where Arabic's four plurals do not matter. */
const ar: Words = {
  skip: "انتقل إلى المحتوى",
  sections: "الأقسام",
  editions: "الطبعات",
  latest: "آخر الأخبار",
  by: "بقلم",
  updated: "آخر تحديث",
  correction: "تصحيح",
  corrections: "تصحيحات",
  noCorrections: "لم يُنشر أي تصحيح.",
  topics: "مواضيع",
  authors: "الكتّاب",
  archive: "الأرشيف",
  related: "مقالات ذات صلة",
  moreFrom: "المزيد من {section}",
  series: "سلسلة",
  previousPart: "السابق",
  nextPart: "التالي",
  older: "أخبار أقدم",
  newer: "أخبار أحدث",
  page: "الصفحة {number}",
  pages: "الصفحات",
  comments: "التعليقات",
  oneComment: "تعليق واحد",
  manyComments: "التعليقات: {count}",
  showComments: "عرض التعليقات",
  commentsNeedScript: "تحتاج التعليقات إلى JavaScript.",
  feed: "خلاصة الأخبار",
  share: "مشاركة",
  email: "البريد الإلكتروني",
  alsoIn: "متاح أيضًا بـ",
  withdrawn: "مسحوب",
  withdrawnText: "سُحب هذا المقال.",
  notFound: "الصفحة غير موجودة",
  notFoundText: "لا شيء في هذا العنوان. ربما نُقل المقال.",
  moved: "نُقلت هذه الصفحة",
  liveClosed: "كما جرت الأحداث",
  keyPoints: "أبرز النقاط",
  newEntry: "تحديث جديد واحد",
  newEntries: "تحديثات جديدة: {count}",
  entryLink: "رابط هذا التحديث",
  facade: "لا يُحمَّل شيء من {host} قبل أن تنقر.",
  kinds: {
    opinion: "رأي",
    analysis: "تحليل",
    brief: "باختصار",
    explainer: "شرح",
    feature: "تقرير",
    interview: "مقابلة",
    letters: "رسائل القراء",
    live: "مباشر",
    obituary: "رحيل",
    review: "مراجعة",
  },
};

const words: Readonly<Record<string, Words>> = { ar, de, en, es, fr, pt };

/** Words of a primary language; English for languages that have none here. */
export function toWords(language: string): Words {
  return words[language] ?? en;
}

/** `fill("Page {number}", { number: "3" })` → `Page 3` */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
}
