// Runs in the page beside the text: hands clicks on links of the site to the extension, and shows the part that is asked for.

'use strict';

(() => {
  const editor = acquireVsCodeApi();
  const page = document.baseURI;

  let marked;

  const show = place => place?.scrollIntoView({ block: 'center', inline: 'center' });

  /** Shows where the cursor of the text is: a step in the map where there is room for one, else in the story; with a frame. */
  const mark = part => {
    const places = [`_m-${part}`, part].map(id => document.getElementById(id));
    const place = places.find(found => found?.getClientRects().length);
    if (marked) {
      marked.style.outline = '';
    }
    marked = place;
    if (place) {
      place.style.outline = '2px solid currentColor';
    }
    show(place);
  };

  addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented) {
      return;
    }
    const address = new URL(link.href, page);
    const part = decodeURIComponent(address.hash.slice(1));
    const here = new URL(page);
    if (address.origin === here.origin && address.pathname === here.pathname && part) {
      event.preventDefault();
      show(document.getElementById(part));
    } else if (address.origin === here.origin) {
      event.preventDefault();
      editor.postMessage({ open: decodeURIComponent(address.pathname), part });
    }
  });

  addEventListener('message', event => {
    if (typeof event.data?.show === 'string') {
      mark(event.data.show);
    }
  });

  editor.postMessage({ ready: true });
})();
