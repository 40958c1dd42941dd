/**
 * The filters of the HTML report. Without the script, everything is shown and the filters are hidden. It reads only
 * attributes that the report writes, and only hides and counts elements.
 */
export const SCRIPT = `(() => {
  const form = document.getElementById('filters');
  if (form === null) return;
  const status = document.getElementById('shown');
  const duties = [...document.querySelectorAll('[data-state]')];
  const articles = duties.filter((duty) => duty.matches('article'));
  const sections = [...document.querySelectorAll('section.repository')];
  const groups = [...document.querySelectorAll('section.license, table.overview tbody')];
  const chosen = (name) =>
    new Set([...form.querySelectorAll('input[name=' + name + ']:checked')].map((input) => input.value));
  const apply = () => {
    const states = chosen('state');
    const severities = chosen('severity');
    const select = form.querySelector('select');
    const repository = select === null ? '' : select.value;
    for (const duty of duties) {
      duty.hidden =
        !states.has(duty.dataset.state) ||
        !severities.has(duty.dataset.severity) ||
        (repository !== '' && duty.dataset.repository !== repository);
    }
    for (const group of groups) group.hidden = [...group.querySelectorAll('[data-state]')].every((duty) => duty.hidden);
    for (const section of sections) section.hidden = repository !== '' && section.dataset.repository !== repository;
    const shown = articles.filter((article) => !article.hidden).length;
    status.textContent =
      shown === articles.length
        ? 'All ' + shown + ' duties are shown.'
        : shown + ' of ' + articles.length + ' duties are shown.';
    status.classList.toggle('filtered', shown !== articles.length);
  };
  form.addEventListener('change', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
`;
