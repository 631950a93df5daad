import { defineConfig } from "./src/config.ts";

export default defineConfig({
  title: { en: "The Estuary Courier", es: "El Correo del Estuario" },
  description: {
    en: "News from Port Averil and both banks of the Orra, printed since 1871 and still arguing about the bridge.",
    es: "Noticias de Port Averil, Santa Brisa y las dos orillas del Orra. En papel desde 1871; en español, desde 1964.",
  },
  baseUrl: "https://courier.example",
  language: "en-GB",
  timeZone: "Europe/Lisbon",
  search: true,
  // The demo's pictures are 900 pixels high; higher ones would make the repository twice as large.
  rules: { "image-low": "off" },

  organization: {
    name: "The Estuary Courier",
    logo: "/images/logo.png",
    sameAs: ["https://social.example/@estuarycourier", "https://photos.example/estuarycourier"],
  },

  sections: {
    politics: {
      title: { en: "Politics", es: "Política" },
      description: {
        en: "City Hall, the ayuntamiento across the water, and the committees in between.",
        es: "Los dos ayuntamientos, sus plenos y todo lo que se decide entre uno y otro.",
      },
    },
    business: {
      title: { en: "Business", es: "Economía" },
      description: {
        en: "The port, the boats, the market hall and the people on the payroll.",
        es: "El puerto, la lonja, los barcos y quienes viven de ellos.",
      },
    },
    science: {
      title: { en: "Science", es: "Ciencia" },
      description: {
        en: "Tides, mud, weather, engineering and whatever is growing out there.",
        es: "Mareas, fango, temporales, ingeniería y lo que crece ahí fuera.",
      },
    },
    culture: {
      title: { en: "Culture", es: "Cultura" },
      description: {
        en: "Books, music, food, lives: what the two banks do after work.",
        es: "Libros, música, cocina y vidas: lo que hacen las dos orillas al salir del trabajo.",
      },
    },
    sport: {
      title: { en: "Sport", es: "Deporte" },
      description: {
        en: "The Coastal League, the Two Banks race, and anything else played on ground that floods.",
        es: "La Liga Costera, la regata de las Dos Orillas y cuanto se juega en terreno inundable.",
      },
    },
    opinion: {
      title: { en: "Opinion", es: "Opinión" },
      description: {
        en: "Columns, analysis and the letters page, where the real editing of this paper is done.",
        es: "Columnas, análisis y las cartas, que es donde de verdad se corrige este periódico.",
      },
    },
  },

  authors: {
    "edith-larkham": {
      name: "Edith Larkham",
      role: { en: "Politics editor", es: "Jefa de Política" },
      bio: {
        en: "Edith Larkham has sat through every full meeting of Port Averil city council since 2009 and has the cushion to prove it. Her beat is City Hall, public money and the bridge, which for three years were the same subject.",
        es: "Edith Larkham no se ha perdido un pleno municipal de Port Averil desde 2009, y tiene el cojín que lo demuestra. Cubre el ayuntamiento, el dinero público y el puente, que durante tres años fueron el mismo asunto.",
      },
      image: "/images/authors/edith-larkham.jpg",
      email: "edith.larkham@courier.example",
      sameAs: ["https://social.example/@edithlarkham"],
    },
    "rafe-pendry": {
      name: "Rafe Pendry",
      role: { en: "Harbour and sport reporter", es: "Puerto y Deportes" },
      bio: {
        en: "Rafe Pendry worked four years on the pilot boats before a bad knee brought him ashore and into the newsroom. He covers the port, the fish market and the Coastal League, and holds that all three are decided by the weather.",
        es: "Rafe Pendry trabajó cuatro años en las lanchas de los prácticos hasta que una rodilla lo dejó en tierra y en esta redacción. Escribe del puerto, de la lonja y de la Liga Costera, y sostiene que las tres cosas las decide el tiempo.",
      },
      image: "/images/authors/rafe-pendry.jpg",
      email: "rafe.pendry@courier.example",
      url: "https://rafependry.example/",
    },
    "nell-oduya": {
      name: "Nell Oduya",
      role: { en: "Science and environment reporter", es: "Ciencia y Medio Ambiente" },
      bio: {
        en: "Nell Oduya trained as a soil chemist and still keeps a core sampler in the boot of her car. Her beat is the estuary itself: its tides, its storms, its birds and the long argument about its mud.",
        es: "Nell Oduya se formó como química de suelos y todavía lleva una sonda en el maletero. Cubre el propio estuario: las mareas, los temporales, las aves y la larga discusión sobre el fango.",
      },
      image: "/images/authors/nell-oduya.jpg",
      email: "nell.oduya@courier.example",
    },
    "tomas-berrocal": {
      name: "Tomás Berrocal",
      role: { en: "Santa Brisa correspondent", es: "Director de El Correo del Estuario" },
      bio: {
        en: "Tomás Berrocal was born above a net loft in Santa Brisa and edits El Correo del Estuario, the Courier's Spanish edition. He writes on culture, food and life on the south bank in both languages, and is corrected by his mother in one of them.",
        es: "Tomás Berrocal nació encima de un almacén de redes en Santa Brisa y dirige El Correo del Estuario. Escribe de cultura, de cocina y de la vida en la orilla sur en dos idiomas; en uno de ellos le corrige su madre.",
      },
      image: "/images/authors/tomas-berrocal.jpg",
      email: "tomas.berrocal@courier.example",
      sameAs: ["https://social.example/@tomasberrocal"],
    },
  },

  callToAction: {
    title: { en: "The morning letter", es: "La carta de la mañana" },
    text: {
      en: "Five stories, the tide table and one thing overheard on the quay, in your post before seven. Free, and you can stop it with one click.",
      es: "Cinco noticias, la tabla de mareas y algo oído en el muelle, en tu correo antes de las siete. Gratis, y se cancela con un clic.",
    },
    label: { en: "Get the letter", es: "Recibir la carta" },
    url: "https://courier.example.com/letters",
  },
});
