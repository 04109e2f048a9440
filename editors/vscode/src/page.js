// From a page of the site to one that a view of the editor can show: its links lead into the view, its policy is that of the view.

'use strict';

const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/**
 * `html` with addresses relative to `base` and a policy that lets in only what comes from the folder of the site and of the
 * extension, both behind `source`. `script` is the address of the script that hands clicks on links to the extension.
 */
function shown(html, { base, source, script }) {
  const policy = [
    "default-src 'none'",
    `img-src ${source} data:`,
    `style-src ${source}`,
    `script-src ${source}`,
    `base-uri ${source}`,
    "form-action 'none'",
  ].join('; ');
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<base href="${escape(base)}"><script src="${escape(script)}" defer></script>`;
  return html.replace(POLICY, '').replace('<head>', () => `<head>${head}`);
}

/** A page that only says something. */
function message(text) {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>touchbase</title></head><body><p style="white-space: pre-wrap">${escape(text)}</p></body></html>`
  );
}

function escape(text) {
  return text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
}

module.exports = { shown, message };
