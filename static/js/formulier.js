// Keeps a draft form while it is filled in, and shows how far an upload is.
(() => {
  'use strict'

  // <p data-autosave="url"> inside a form: post the form there two seconds after the last change.
  document.querySelectorAll('[data-autosave]').forEach((voet) => {
    const form = voet.closest('form')
    if (!form) return
    const tekst = voet.querySelector('[data-autosave-tekst]')
    const opnieuw = voet.querySelector('[data-autosave-opnieuw]')
    tekst.textContent = 'Je antwoorden worden automatisch bewaard.'
    let wacht
    let bezig = false
    let vuil = false
    let verstuur = null
    const bewaar = async () => {
      if (bezig) { vuil = true; return }
      bezig = true
      vuil = false
      const gegevens = new FormData(form)
      form.querySelectorAll('input[type="file"]').forEach((veld) => gegevens.delete(veld.name))
      try {
        const antwoord = await fetch(voet.dataset.autosave, { method: 'POST', body: gegevens, headers: { 'X-Autosave': '1' } })
        if (!antwoord.ok || antwoord.redirected) throw new Error(antwoord.status)
        const versie = form.elements.versie
        if (versie) versie.value = (await antwoord.json()).versie
        const nu = new Date()
        tekst.textContent = `Bewaard om ${nu.getHours()}.${String(nu.getMinutes()).padStart(2, '0')} uur`
        voet.classList.remove('autosave--fout')
        opnieuw.hidden = true
      } catch {
        tekst.textContent = 'Bewaren lukte niet.'
        voet.classList.add('autosave--fout')
        opnieuw.hidden = false
      }
      bezig = false
      if (verstuur) form.requestSubmit(verstuur)
      else if (vuil) bewaar()
    }
    const straks = () => { clearTimeout(wacht); wacht = setTimeout(bewaar, 2000) }
    form.addEventListener('input', (e) => { if (e.target.type !== 'file') straks() })
    // A press while a save is under way waits for it: otherwise the page would be older than what was just saved.
    form.addEventListener('submit', (e) => {
      clearTimeout(wacht)
      if (bezig) { e.preventDefault(); verstuur = e.submitter }
    })
    opnieuw.addEventListener('click', bewaar)
  })

  // <div data-reken> inside a form: what the form as it stands comes to, asked again after each change; nothing is kept.
  document.querySelectorAll('form [data-reken]').forEach((vak) => {
    const form = vak.closest('form')
    let wacht
    let beurt = 0
    const reken = async () => {
      const gegevens = new FormData(form)
      gegevens.set('reken', '1')
      const nummer = ++beurt
      const antwoord = await fetch(location.href, { method: 'POST', body: gegevens }).catch(() => null)
      const tekst = antwoord?.ok && !antwoord.redirected && await antwoord.text()
      if (tekst && nummer === beurt) vak.innerHTML = tekst
    }
    form.addEventListener('input', () => { clearTimeout(wacht); wacht = setTimeout(reken, 500) })
  })

  // <form data-upload>: send with progress; the answer replaces the page, as it would without script. Who leaves
  // meanwhile would lose the file without a word, so the browser asks first.
  const blijf = (e) => e.preventDefault()
  const bestandsveld = (form) => form.querySelector('input[type="file"]')
  const gekozen = () => [...document.querySelectorAll('form[data-upload]')].filter((form) => bestandsveld(form).files.length)
  // The name of the button of <form data-na-opladen> that waits for the uploads; null when none does.
  let daarna = null
  document.addEventListener('submit', (e) => {
    const [eerste] = e.target.matches('form[data-na-opladen]') && !e.defaultPrevented ? gekozen() : []
    if (!eerste) return
    e.preventDefault()
    daarna = e.submitter?.name ?? ''
    eerste.requestSubmit()
  })
  const verder = () => {
    const [volgende] = gekozen()
    const form = document.querySelector('form[data-na-opladen]')
    if (volgende) volgende.requestSubmit()
    else form.requestSubmit([...form.querySelectorAll('button')].find((knop) => knop.name === daarna))
  }
  document.addEventListener('submit', (e) => {
    const form = e.target.closest('form[data-upload]')
    if (!form || e.defaultPrevented) return
    if (e.submitter) daarna = null
    const veld = bestandsveld(form)
    const vak = form.querySelector('.uploadvak-voortgang')
    if (!veld.files.length || !vak) return
    e.preventDefault()
    const balk = vak.querySelector('progress')
    const tekst = vak.querySelector('[data-upload-tekst]')
    const knop = form.querySelector('button[type="submit"]')
    if (veld.files[0].size > Number(veld.dataset.maxMb) * 1024 * 1024) {
      vak.hidden = false
      delete knop.dataset.bezig
      knop.classList.remove('is-bezig')
      tekst.textContent = `Dit bestand is te groot. Kies een bestand van hoogstens ${veld.dataset.maxMb} MB.`
      daarna = null
      form.scrollIntoView({ block: 'center' })
      return
    }
    vak.hidden = false
    knop.disabled = true
    const xhr = new XMLHttpRequest()
    xhr.open('POST', form.action)
    xhr.upload.addEventListener('progress', (p) => {
      if (!p.lengthComputable) return
      balk.value = Math.round(100 * p.loaded / p.total)
      tekst.textContent = balk.value < 100 ? `${balk.value} % opgeladen` : 'We kijken het bestand na. Even geduld…'
    })
    xhr.addEventListener('loadend', () => removeEventListener('beforeunload', blijf))
    xhr.addEventListener('load', () => {
      const nieuw = new DOMParser().parseFromString(xhr.responseText, 'text/html')
      const inhoud = nieuw.getElementById('inhoud')
      if (!inhoud || xhr.status >= 500) { mislukt(); return }
      if (xhr.status < 400) history.replaceState(null, '', xhr.responseURL)
      document.title = nieuw.title
      const andere = gekozen().filter((ander) => ander !== form).map(bestandsveld)
      document.getElementById('inhoud').replaceWith(inhoud)
      // What was chosen in another slot stays chosen.
      andere.forEach((ander) => { const nu = document.getElementById(ander.id); if (nu) nu.files = ander.files })
      if (daarna !== null && xhr.status < 400) { removeEventListener('beforeunload', blijf); verder(); return }
      daarna = null
      const fouten = document.getElementById('foutenoverzicht')
      ;(fouten || inhoud).focus()
      scrollTo(0, 0)
    })
    const mislukt = () => { daarna = null; knop.disabled = false; tekst.textContent = 'Opladen lukte niet. Probeer het opnieuw.' }
    xhr.addEventListener('error', mislukt)
    addEventListener('beforeunload', blijf)
    xhr.send(new FormData(form))
  })

  // Back to a page that was saved meanwhile: take its newest version, what was typed stays.
  addEventListener('pageshow', async (e) => {
    const [bezoek] = performance.getEntriesByType('navigation')
    const versie = document.querySelector('input[name="versie"]')
    if (!versie || !(e.persisted || bezoek?.type === 'back_forward')) return
    try {
      const vers = new DOMParser().parseFromString(await (await fetch(location.href, { cache: 'no-store' })).text(), 'text/html')
      const nieuwste = vers.querySelector('input[name="versie"]')
      if (nieuwste) versie.value = nieuwste.value
    } catch { /* without network the next press says what is wrong */ }
  })
})()
