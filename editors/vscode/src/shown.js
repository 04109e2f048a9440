// Runs in the page beside the text: hands clicks on links of the site to the extension, and shows the part that is asked for.

'use strict';

(() => {
  const editor = acquireVsCodeApi();
  const page = document.baseURI;

  const show = part => document.getElementById(part)?.scrollIntoView({ block: 'center' });

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
      show(part);
    } else if (address.origin === here.origin) {
      event.preventDefault();
      editor.postMessage({ open: decodeURIComponent(address.pathname), part });
    }
  });

  addEventListener('message', event => {
    if (typeof event.data?.show === 'string') {
      show(event.data.show);
    }
  });

  editor.postMessage({ ready: true });
})();
