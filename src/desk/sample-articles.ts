/** Texts of the articles that a new site begins with. */
interface Samples {
  readonly newsTitle: string;
  readonly cultureTitle: string;
  readonly description: string;
  readonly author: string;
  readonly welcome: (title: string, date: string) => string;
  readonly fields: (date: string) => string;
}

const english: Samples = {
  newsTitle: "News",
  cultureTitle: "Culture",
  description: "News and reports.",
  author: "The newsroom",
  welcome: (title, date) => `---
date: ${date}
headline: ${JSON.stringify(`${title} is on its way`)}
dek: The first article of a new paper says how the next one is written.
authors: [newsroom]
tags: [newsroom]
sources: []
---

Write an article with \`npm run new -- "Headline" --section news\`, save it, and look at it with \`npm run dev\`. What is
wrong with it is told with its line and with advice; what is published stays as it was until it is right.

Every field that an article may have is shown in [the second article](../culture/fields.md).
`,
  fields: (date) => `---
# Required: when it is published, in the site's time zone, and what it says.
date: ${date}
headline: What the head of an article can say
# Who the reporting came from, named below the article; [] for own reporting.
sources:
  - { name: A news agency, url: "https://agency.example/report" }
# One sentence that fronts and feeds show.
dek: All fields, each with a word on what it does; only two of them are required.
kicker: Handbook
authors: [newsroom]
tags: [newsroom]
# The lead picture lies beside this file or in public/, at least 1200 pixels wide:
# image: { src: bridge.jpg, alt: "The bridge at dawn", caption: "Closed since May.", credit: "Ana Ruiz" }
# updated: 2026-02-01T09:00
# corrections: [{ date: 2026-02-01, text: "An earlier version named the wrong street." }]
# draft: true
# embargo: 2026-02-01T06:00
# expires: 2026-03-01
# aliases: [/2019/old-address/]
kind: explainer
---

The lines between the two fences are YAML. A line that begins with # is a remark, and can be deleted.

## The text

The rest is Markdown: **strong**, *emphasis*, lists, tables, footnotes, and links to other articles by their files, such
as [the first one](../news/welcome.md).
`,
};

const spanish: Samples = {
  newsTitle: "Noticias",
  cultureTitle: "Cultura",
  description: "Noticias y reportajes.",
  author: "La redacción",
  welcome: (title, date) => `---
date: ${date}
headline: ${JSON.stringify(`${title} está en camino`)}
dek: El primer artículo de un periódico nuevo cuenta cómo se escribe el siguiente.
authors: [newsroom]
tags: [redacción]
sources: []
---

Escriba un artículo con \`npm run new -- "Titular" --section news\`, guárdelo y mírelo con \`npm run dev\`. Lo que esté mal
se dice con su línea y con un consejo; lo publicado queda como estaba hasta que esté bien.

Todos los campos de un artículo se ven en [el segundo](../culture/fields.md).
`,
  fields: (date) => `---
# Obligatorios: cuándo se publica, en la hora del periódico, y qué dice.
date: ${date}
headline: Lo que puede decir la cabecera de un artículo
# De quién viene la información; [] si es propia.
sources:
  - { name: Una agencia, url: "https://agency.example/report" }
# Una frase para las portadas y los canales.
dek: Todos los campos, con una palabra sobre cada uno; solo dos son obligatorios.
kicker: Manual
authors: [newsroom]
tags: [redacción]
# La foto está junto a este archivo o en public/, y mide al menos 1200 píxeles de ancho:
# image: { src: puente.jpg, alt: "El puente al alba", caption: "Cerrado desde mayo.", credit: "Ana Ruiz" }
# updated: 2026-02-01T09:00
# corrections: [{ date: 2026-02-01, text: "Una versión anterior nombraba otra calle." }]
# draft: true
# embargo: 2026-02-01T06:00
# expires: 2026-03-01
# aliases: [/2019/direccion-antigua/]
kind: explainer
---

Las líneas entre las dos marcas son YAML. Una línea que empieza con # es una nota y se puede borrar.

## El texto

El resto es Markdown: **negrita**, *cursiva*, listas, tablas, notas y enlaces a otros artículos por su archivo, como
[el primero](../news/welcome.md).
`,
};

/** In the language where there are such texts, else in English. */
export function toSamples(language: string): Samples {
  return new Intl.Locale(language).language === "es" ? spanish : english;
}
