"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const element = (id) => document.getElementById(id);
  const DAY = 86400000;
  const CIRCLES = ["daily", "inner", "close", "active", "wide", ""];
  const SIZES = { daily: 30, inner: 36, close: 30, active: 24, wide: 19, "": 15 };
  const WARM = [232, 163, 61], BETWEEN = [185, 178, 166], COLD = [79, 127, 181];
  const people = data.people;
  const byId = new Map(people.map((one) => [one.id, one]));
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const one of people) one.words = fold([one.name, one.company, one.field, one.city].join(" "));

  // The end of each month from the first contact on; the last is today.
  const first = Math.min(data.today, ...people.filter((one) => one.days.length).map((one) => one.days[0]));
  const months = [];
  for (let date = new Date(first * DAY); ; ) {
    date = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
    const end = date / DAY - 1;
    if (end >= data.today) break;
    months.push(end);
  }
  months.push(data.today);

  const lastBefore = (days, day) => {
    let low = 0, high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] <= day) low = middle + 1; else high = middle;
    }
    return low ? days[low - 1] : null;
  };
  const mix = (from, to, part) => from.map((value, i) => Math.round(value + (to[i] - value) * part));
  const colour = (one, day) => {
    const last = lastBefore(one.days, day);
    if (last === null) return null;
    const ratio = one.cadence ? Math.min(2, (day - last) / one.cadence) : 0;
    const [r, g, b] = ratio <= 1 ? mix(WARM, BETWEEN, ratio) : mix(BETWEEN, COLD, ratio - 1);
    return `rgb(${r},${g},${b})`;
  };
  const dayText = (day) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(day * DAY);

  // Where people stand: rings around the middle, or one heap a company, field or city.
  const rings = () => {
    const places = new Map(), titles = [];
    let radius = 0;
    for (const circle of CIRCLES) {
      const group = people.filter((one) => one.circle === circle)
        .sort((a, b) => a.company.localeCompare(b.company) || a.field.localeCompare(b.field));
      const gap = SIZES[circle] * 2.6;
      for (let at = 0; at < group.length; ) {
        radius += gap * 0.9;
        const room = Math.max(1, Math.min(group.length - at, Math.floor((2 * Math.PI * radius) / gap)));
        for (let i = 0; i < room; i++, at++) {
          const angle = (2 * Math.PI * i) / room + radius;
          places.set(group[at].id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
        }
      }
      if (group.length) {
        titles.push({ text: data.circles[circle], x: 0, y: -radius - gap * 0.6 });
        radius += 40;
      }
    }
    return { places, titles };
  };
  const heaps = (key) => {
    const groups = new Map();
    for (const one of people) groups.set(one[key], [...(groups.get(one[key]) || []), one]);
    const sorted = [...groups].sort((a, b) => !a[0] - !b[0] || b[1].length - a[1].length || a[0].localeCompare(b[0]));
    const width = Math.sqrt(people.length) * 110;
    const places = new Map(), titles = [];
    let x = 0, y = 0, rowHeight = 0;
    for (const [name, members] of sorted) {
      const size = 40 + 62 * Math.sqrt(members.length);
      if (x > 0 && x + size > width) { x = 0; y += rowHeight + 60; rowHeight = 0; }
      members.forEach((one, i) => {
        const far = 31 * Math.sqrt(i), angle = i * 2.39996;
        places.set(one.id, { x: x + size / 2 + far * Math.cos(angle), y: y + size / 2 + far * Math.sin(angle) });
      });
      titles.push({ text: name || words.none, x: x + size / 2, y: y - 18 });
      x += size + 30;
      rowHeight = Math.max(rowHeight, size);
    }
    return { places, titles };
  };

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const style = () => {
    const front = dark.matches ? "#ece8e1" : "#24221f", line = dark.matches ? "#6b665e" : "#b9b2a6";
    return [
      { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(colour)",
        "background-opacity": "data(seen)", "border-width": 1, "border-color": line, label: "data(name)", color: front,
        "font-size": 12, "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": 8 } },
      { selector: "node.title", style: { width: 1, height: 1, "background-opacity": 0, "border-width": 0,
        "font-size": 17, "font-weight": "bold", "text-opacity": 0.65, "text-valign": "center", "min-zoomed-font-size": 5, events: "no" } },
      { selector: "edge", style: { width: 1, "line-color": line, "curve-style": "straight", opacity: 0.7 } },
      { selector: "edge.introduction", style: { "line-style": "dashed", width: 1.5, "line-color": "#b0752a",
        "target-arrow-shape": "triangle", "target-arrow-color": "#b0752a", "curve-style": "straight" } },
      { selector: ".dim", style: { opacity: 0.12 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": dark.matches ? "#f0bd6a" : "#7a4a00" } },
      { selector: ".hidden", style: { display: "none" } },
    ];
  };
  const map = cytoscape({
    container: element("map"), style: style(), layout: { name: "preset" }, minZoom: 0.03, maxZoom: 4,
    hideEdgesOnViewport: people.length > 500, textureOnViewport: false, autoungrabify: true, boxSelectionEnabled: false,
    elements: [
      ...people.map((one) => ({ data: { id: one.id, name: one.name, size: SIZES[one.circle], colour: "#888", seen: 1 } })),
      ...data.ties.map(([a, b, kind, label], i) => ({ data: { id: `t${i}`, source: a, target: b, label }, classes: kind })),
    ],
  });
  dark.addEventListener("change", () => map.style(style()));

  const arrange = () => {
    const by = element("arrange").value;
    const { places, titles } = by === "circle" ? rings() : heaps(by);
    map.batch(() => {
      map.remove("node.title");
      for (const [id, place] of places) map.getElementById(id).position(place);
      map.add(titles.map((title, i) => ({ data: { id: `g${i}`, name: title.text, size: 1, colour: "#888", seen: 0 },
        position: { x: title.x, y: title.y }, classes: "title" })));
    });
    map.fit(undefined, 30);
  };
  const showTime = () => {
    const day = months[element("time").value];
    element("day").value = dayText(day);
    map.batch(() => {
      for (const one of people) {
        const shade = colour(one, day);
        map.getElementById(one.id).data({ colour: shade || "#999", seen: shade ? 1 : 0.15 });
      }
    });
  };
  const showTies = () => {
    map.batch(() => {
      for (const kind of ["edge", "together", "introduction"])
        map.edges(`.${kind}`).toggleClass("hidden", !element(kind).checked);
    });
  };

  const link = (one) => data.link === "obsidian"
    ? `obsidian://open?vault=${encodeURIComponent(data.vault)}&file=${encodeURIComponent(one.path.replace(/\.md$/, ""))}`
    : data.base + one.path.split("/").map(encodeURIComponent).join("/");
  const anchor = (one) => {
    const made = document.createElement("a");
    made.href = link(one);
    made.textContent = one.name;
    made.dataset.id = one.id;
    return made;
  };
  const line = (...parts) => {
    const made = document.createElement("p");
    made.append(...parts);
    return made;
  };
  const describe = (id) => {
    const one = byId.get(id);
    map.nodes(".chosen").removeClass("chosen");
    map.getElementById(id).addClass("chosen");
    const title = document.createElement("h2");
    const open = anchor(one);
    open.id = "open";
    title.append(open);
    const last = lastBefore(one.days, months[element("time").value]);
    const told = [[one.role, one.company].filter(Boolean).join(", "), [one.field, one.city].filter(Boolean).join(" · "),
      last === null ? words.never : `${words.last} ${dayText(last)}`].filter(Boolean).map((text) => line(text));
    const ties = data.ties.filter(([a, b]) => a === id || b === id).slice(0, 30).map(([a, b, kind, label]) => {
      const said = kind === "together" ? `${words.seen_together} (${label})` : kind === "edge" ? label : `${words.meet}: ${label}`;
      return line(anchor(byId.get(a === id ? b : a)), ` · ${said}`);
    });
    element("person").replaceChildren(title, ...told, ...ties);
  };

  const find = () => {
    const wanted = fold(element("search").value).split(/\s+/).filter(Boolean);
    const found = people.filter((one) => wanted.every((word) => one.words.includes(word)));
    element("count").textContent = `${found.length} ${found.length === 1 ? words.person : words.people}`;
    element("people").replaceChildren(...found.slice(0, 200).map((one) => {
      const item = document.createElement("li");
      item.append(anchor(one));
      return item;
    }));
    const ids = new Set(found.map((one) => one.id));
    map.batch(() => {
      map.nodes().forEach((node) => { node.toggleClass("dim", wanted.length > 0 && !ids.has(node.id()) && !node.hasClass("title")); });
      map.edges().toggleClass("dim", wanted.length > 0);
    });
    if (wanted.length && found.length && found.length <= 30) map.animate({ fit: { eles: map.nodes().filter((node) => ids.has(node.id())), padding: 120 }, duration: 200 });
  };

  map.on("mouseover", "node", (event) => describe(event.target.id()));
  map.on("tap", "node", (event) => { describe(event.target.id()); element("open").click(); });
  element("people").addEventListener("focusin", (event) => event.target.dataset.id && describe(event.target.dataset.id));
  element("people").addEventListener("mouseover", (event) => event.target.dataset.id && describe(event.target.dataset.id));
  element("people").addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && event.target.closest("li")?.[step];
    if (next) { event.preventDefault(); next.firstChild.focus(); }
  });
  element("search").addEventListener("input", find);
  element("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { element("search").value = ""; find(); map.fit(undefined, 30); }
    if (event.key === "ArrowDown") { event.preventDefault(); element("people").querySelector("a")?.focus(); }
  });
  element("arrange").addEventListener("change", arrange);
  element("time").addEventListener("input", showTime);
  for (const kind of ["edge", "together", "introduction"]) element(kind).addEventListener("change", showTies);

  element("time").max = months.length - 1;
  element("time").value = months.length - 1;
  arrange();
  showTies();
  showTime();
  find();
  window.vaulttoolMap = map;
})();
