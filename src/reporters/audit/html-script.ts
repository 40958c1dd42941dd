/**
 * Sorts, filters and shows the rows of an audit's page. It creates elements and sets their text, so that everything in
 * a row is shown as text; addresses are validated before they are written to the page.
 */
export const AUDIT_SCRIPT = `(() => {
  const [TARGET, PAGE, LICENSES, RELATION, ABOUT, ERRORS, WARNINGS, UNCLEAR, DUTIES, FINDINGS, ERROR] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ];
  const MARKS = {
    E: ['✕', 'Unmet, error', 'error'],
    W: ['✕', 'Unmet, warning', 'warning'],
    I: ['✕', 'Unmet, info', 'info'],
    U: ['?', 'Unclear', 'unclear'],
    V: ['‖', 'Waived', 'waived'],
    M: ['✓', 'Met', 'met'],
    C: ['○', 'Not checked', 'quiet'],
    N: ['–', 'Not applicable', 'quiet'],
    '-': ['', '', ''],
  };
  const ORDER = 'EWIUVMCN-';
  const AT_FIRST = 100;
  const FURTHER = 250;
  const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
  const rows = parsed('rows');
  const words = parsed('words');
  const form = document.getElementById('filters');
  const table = document.getElementById('table');
  const status = document.getElementById('shown');
  const more = document.getElementById('more');
  const heads = [...table.tHead.rows[0].cells];
  const names = heads.filter((head) => head.dataset.key.startsWith('duty')).map((head) => head.textContent);
  const texts = rows.map((row) =>
    [row[TARGET], row[LICENSES].join(' '), row[RELATION], row[ABOUT]].join(' ').toLowerCase(),
  );
  const collator = new Intl.Collator('en', { numeric: true });
  let sorting = null;
  let shown = [];
  let drawn = 0;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const OUTCOMES = {
    errors: (row) => row[ERRORS] > 0,
    warnings: (row) => row[WARNINGS] > 0,
    unclear: (row) => row[UNCLEAR] > 0,
    unreadable: (row) => row[ERROR] !== '',
    calm: (row) => row[ERROR] === '' && row[LICENSES].length > 0 && row[ERRORS] + row[WARNINGS] + row[UNCLEAR] === 0,
    none: (row) => row[ERROR] === '' && row[LICENSES].length === 0,
  };
  const rankOf = (key) => {
    if (key.startsWith('duty')) return (row) => -ORDER.indexOf(row[DUTIES][Number(key.slice(4))]);
    return (
      { errors: (row) => row[ERRORS], warnings: (row) => row[WARNINGS], unclear: (row) => row[UNCLEAR] }[key] ?? null
    );
  };
  const textOf = {
    target: (row) => row[TARGET],
    license: (row) => row[LICENSES].join(' '),
    relation: (row) => row[RELATION],
  };
  const compared = (key) => {
    const rank = rankOf(key);
    if (rank !== null) return (one, other) => rank(rows[one]) - rank(rows[other]);
    const text = textOf[key];
    return (one, other) => collator.compare(text(rows[one]), text(rows[other]));
  };

  const nameCell = (row, line) => {
    const cell = element('th');
    cell.scope = 'row';
    const expandable = row[FINDINGS].length > 0 || row[ERROR] !== '' || row[ABOUT] !== '' || row[PAGE] !== '';
    if (!expandable) {
      cell.append(element('span', row[TARGET], 'name'));
      return cell;
    }
    const button = element('button', row[TARGET], 'name');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      const open = button.getAttribute('aria-expanded') === 'true';
      button.setAttribute('aria-expanded', String(!open));
      if (open) line.nextSibling.remove();
      else line.after(detailsOf(row));
    });
    cell.append(button);
    return cell;
  };
  const detailsOf = (row) => {
    const line = element('tr', '', 'details');
    const cell = element('td');
    cell.colSpan = heads.length;
    if (row[ABOUT] !== '') cell.append(element('p', row[ABOUT], 'about'));
    if (row[PAGE] !== '') {
      const paragraph = element('p');
      const link = element('a', row[PAGE]);
      link.href = row[PAGE];
      link.rel = 'noreferrer';
      paragraph.append(link);
      cell.append(paragraph);
    }
    if (row[ERROR] !== '') cell.append(element('p', row[ERROR], 'error'));
    const list = element('dl');
    for (const [name, clause, message, remedy] of row[FINDINGS]) {
      list.append(element('dt', words[name] + ' (' + words[clause] + ')'));
      const said = element('dd');
      said.append(element('p', words[message]));
      if (words[remedy] !== '') said.append(element('p', words[remedy], 'about'));
      list.append(said);
    }
    if (row[FINDINGS].length > 0) cell.append(list);
    line.append(cell);
    return line;
  };
  const lineOf = (row) => {
    const line = element('tr');
    line.append(nameCell(row, line));
    if (row[ERROR] !== '') {
      const cell = element('td', 'could not be read', 'error');
      cell.colSpan = heads.length - 1;
      line.append(cell);
      return line;
    }
    line.append(element('td', row[LICENSES].join(' ')), element('td', row[RELATION]));
    for (const [at, tone] of [
      [ERRORS, 'error'],
      [WARNINGS, 'warning'],
      [UNCLEAR, 'unclear'],
    ])
      line.append(element('td', String(row[at]), row[at] > 0 ? 'count ' + tone : 'count quiet'));
    for (let at = 0; at < names.length; at += 1) {
      const [mark, says, tone] = MARKS[row[DUTIES][at]];
      const cell = element('td', '', 'duty ' + tone);
      if (mark !== '') {
        const sign = element('span', mark);
        sign.setAttribute('role', 'img');
        sign.setAttribute('aria-label', says);
        cell.append(sign);
        cell.title = names[at] + ': ' + says;
      }
      line.append(cell);
    }
    return line;
  };

  const draw = (count) => {
    // In a body of its own, so that the browser does not lay out the rows above again.
    const lines = document.createElement('tbody');
    const end = Math.min(drawn + count, shown.length);
    for (; drawn < end; drawn += 1) lines.append(lineOf(rows[shown[drawn]]));
    table.append(lines);
    more.textContent = drawn < shown.length ? shown.length - drawn + ' more below' : '';
  };
  const show = () => {
    const wanted = form.elements.namedItem('name').value.trim().toLowerCase();
    const [outcome, license, duty] = ['outcome', 'license', 'duty'].map((name) => form.elements.namedItem(name).value);
    shown = [];
    rows.forEach((row, at) => {
      if (wanted !== '' && !texts[at].includes(wanted)) return;
      if (outcome !== '' && !OUTCOMES[outcome](row)) return;
      if (license !== '' && !row[LICENSES].includes(license)) return;
      if (duty !== '' && !'EWIU'.includes(row[DUTIES][Number(duty)])) return;
      shown.push(at);
    });
    if (sorting !== null) {
      const compare = compared(sorting.key);
      shown.sort((one, other) => sorting.direction * compare(one, other) || one - other);
    }
    for (const body of [...table.tBodies]) body.remove();
    drawn = 0;
    draw(AT_FIRST);
    status.textContent =
      shown.length === rows.length
        ? 'All ' + rows.length + ' repositories are shown.'
        : shown.length + ' of ' + rows.length + ' repositories are shown.';
  };
  const sortBy = (key) => {
    const first = rankOf(key) === null ? 1 : -1;
    sorting = { key, direction: sorting !== null && sorting.key === key ? -sorting.direction : first };
    for (const head of heads)
      head.setAttribute(
        'aria-sort',
        head.dataset.key !== key ? 'none' : sorting.direction > 0 ? 'ascending' : 'descending',
      );
    show();
  };

  for (const head of heads) head.firstChild.addEventListener('click', () => sortBy(head.dataset.key));
  form.addEventListener('input', show);
  form.addEventListener('reset', () =>
    setTimeout(() => {
      sorting = null;
      for (const head of heads) head.setAttribute('aria-sort', 'none');
      show();
    }),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  const near = new IntersectionObserver(
    (seen) => {
      if (drawn >= shown.length || !seen.some((one) => one.isIntersecting)) return;
      draw(FURTHER);
      // The observer reports only changes, and on a large screen the end can still be in view.
      near.unobserve(more);
      near.observe(more);
    },
    { root: table.parentElement, rootMargin: '1500px' },
  );
  near.observe(more);
  // Nothing is scrolled into view on paper.
  addEventListener('beforeprint', () => draw(shown.length));
  form.hidden = false;
  table.hidden = false;
  show();
})();
`;
