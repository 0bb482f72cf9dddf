/** Owns HTML that loads something when it is opened, in ways that a reader other than a browser's has overlooked. */

/** `to` is where it would lead, with http: and without a slash at its end. Each loads in Chromium where it may. */
export function loadingHtml(to: string): readonly string[] {
  return [
    `<!x title="><img src='${to}/a'>">`,
    `<?x title="><img src='${to}/a'>">`,
    `<svg><title><img src="${to}/a"></title></svg>`,
    `<!-- --!><img src=${to}/a> -->`,
    `<svg><style><img src=${to}/a></style></svg>`,
    `<meta http-equiv="refresh" content="0,url=${to}/a">`,
    `<meta http-equiv="refresh" content="0;${to}/a">`,
    `<meta http-equiv="refresh" content="0 url=${to}/a">`,
    `<meta http-equiv="refresh" content="0.5;url=${to}/a">`,
    `<style>@import"${to}/a";</style>`,
    `<style>@import/**/"${to}/a";</style>`,
    `<div style="background-image:image-set('${to}/a' 1x)">x</div>`,
    `<div style="background-image:-webkit-image-set('${to}/a' 1x)">x</div>`,
    `<style>p{background:u\\rl(${to}/a)}</style><p>x`,
    `<p style="background:url&lpar;${to}/a&rpar;">x`,
    `<svg><image><set attributeName="href" to="${to}/a"/></image></svg>`,
    `<svg><script href="${to}/a"></script></svg>`,
    `<iframe srcdoc="<img src=${to}/a>"></iframe>`,
  ];
}
