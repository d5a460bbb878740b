// Runs before the first paint: scripts are on, and the reader's own colour scheme, if one was chosen, is put up.
(() => {
  const root = document.documentElement
  root.classList.remove("no-js")
  try {
    const scheme = localStorage.getItem("kb-scheme")
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme
  } catch { /* storage may be closed, as on file:// in some browsers: the system's scheme stays */ }
})()
