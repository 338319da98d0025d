// Focus, menus, dialogs and the network banner. Everything works without this file; it only makes it smoother.
(() => {
  'use strict'
  const $ = (kiezer, in_ = document) => in_.querySelector(kiezer)

  // Our own error texts, in Dutch and in the summary, instead of the browser's bubbles.
  document.querySelectorAll('form[method="post" i]').forEach((f) => { f.noValidate = true })

  // An error summary takes the focus; its links go to the field itself.
  const overzicht = $('#foutenoverzicht')
  if (overzicht) overzicht.focus()
  document.addEventListener('click', (e) => {
    const link = e.target.closest('.foutenoverzicht a[href^="#"]')
    const veld = link && document.getElementById(link.hash.slice(1))
    if (!veld) return
    e.preventDefault()
    const kop = veld.closest('fieldset') || (veld.id && $(`label[for="${CSS.escape(veld.id)}"]`)) || veld
    kop.scrollIntoView({ block: 'start' })
    veld.focus({ preventScroll: true })
  })

  // One menu open at a time; Escape or a click beside it closes it and gives the focus back.
  const menus = () => document.querySelectorAll('details[data-menu][open]')
  document.addEventListener('click', (e) => menus().forEach((m) => { if (!m.contains(e.target)) m.open = false }))
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape') return
    menus().forEach((m) => { m.open = false; if (m.contains(document.activeElement)) $('summary', m).focus() })
  })

  // <button data-dialoog="id"> opens that <dialog>; the browser keeps the focus in it and gives it back.
  document.addEventListener('click', (e) => {
    const opener = e.target.closest('[data-dialoog]')
    const dialoog = opener && document.getElementById(opener.dataset.dialoog)
    if (dialoog) { e.preventDefault(); dialoog.showModal() }
    if (e.target.closest('[data-dialoog-sluit]')) e.target.closest('dialog').close()
    if (e.target.closest('[data-print]')) window.print()
  })

  // Sent twice is asked twice: the second press on the same button within three seconds does nothing.
  document.addEventListener('submit', (e) => {
    const knop = e.submitter
    if (!knop || e.defaultPrevented) return
    if (knop.dataset.bezig) { e.preventDefault(); return }
    knop.dataset.bezig = '1'
    knop.classList.add('is-bezig')
    setTimeout(() => { delete knop.dataset.bezig; knop.classList.remove('is-bezig') }, 3000)
  })

  // <div id data-ververs>: look again every two seconds, until the page no longer asks for it.
  const ververs = async () => {
    const oud = $('[data-ververs]')
    if (!oud) return
    const antwoord = await fetch(location.href).catch(() => null)
    const nieuw = antwoord?.ok && new DOMParser().parseFromString(await antwoord.text(), 'text/html').getElementById(oud.id)
    if (antwoord?.ok && !nieuw) return
    // Who is on a button of it keeps the focus.
    if (nieuw && !oud.contains(document.activeElement)) oud.replaceWith(nieuw)
    setTimeout(ververs, 2000)
  }
  if ($('[data-ververs]')) setTimeout(ververs, 2000)

  // The banner for no network.
  const netwerk = $('#netwerk')
  const meld = (tekst) => { if (netwerk) { netwerk.hidden = !tekst; netwerk.textContent = tekst } }
  addEventListener('offline', () => meld('Je hebt geen internet. Wat je nu invult, is nog niet bewaard.'))
  addEventListener('online', () => meld(''))
})()
