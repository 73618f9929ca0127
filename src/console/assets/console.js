// What plain links and forms can't do; every page works without it.
(() => {
  /** [data-copy="#id"]: copies that element's text, and says so. */
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    button.setAttribute('aria-live', 'polite');
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });

  /** [data-drop] around a file input: takes what is dropped on it. */
  for (const zone of document.querySelectorAll('[data-drop]')) {
    const input = zone.querySelector('input[type=file]');
    for (const name of ['dragenter', 'dragover'])
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add('over');
      });
    for (const name of ['dragleave', 'drop'])
      zone.addEventListener(name, () => zone.classList.remove('over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      if (input && event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
  }

  /** On a narrow screen the menu begins closed. */
  if (matchMedia('(max-width: 48rem)').matches)
    for (const menu of document.querySelectorAll('details.sides')) menu.removeAttribute('open');
})();
