// Keeps a draft form while it is filled in, and shows how far an upload is.
(() => {
  'use strict'

  // <p data-autosave="url"> inside a form: post the form there two seconds after the last change.
  document.querySelectorAll('[data-autosave]').forEach((voet) => {
    const form = voet.closest('form')
    if (!form) return
    const tekst = voet.querySelector('[data-autosave-tekst]')
    const opnieuw = voet.querySelector('[data-autosave-opnieuw]')
    let wacht
    let bezig = false
    let vuil = false
    const bewaar = async () => {
      if (bezig) { vuil = true; return }
      bezig = true
      vuil = false
      const gegevens = new FormData(form)
      form.querySelectorAll('input[type="file"]').forEach((veld) => gegevens.delete(veld.name))
      try {
        const antwoord = await fetch(voet.dataset.autosave, { method: 'POST', body: gegevens, headers: { 'X-Autosave': '1' } })
        if (!antwoord.ok || antwoord.redirected) throw new Error(antwoord.status)
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
      if (vuil) bewaar()
    }
    const straks = () => { clearTimeout(wacht); wacht = setTimeout(bewaar, 2000) }
    form.addEventListener('input', (e) => { if (e.target.type !== 'file') straks() })
    form.addEventListener('submit', () => clearTimeout(wacht))
    opnieuw.addEventListener('click', bewaar)
  })

  // <form data-upload>: send with progress; the answer replaces the page, as it would without script.
  document.addEventListener('submit', (e) => {
    const form = e.target.closest('form[data-upload]')
    if (!form || e.defaultPrevented) return
    const veld = form.querySelector('input[type="file"]')
    const vak = form.querySelector('.uploadvak-voortgang')
    if (!veld.files.length || !vak) return
    e.preventDefault()
    const balk = vak.querySelector('progress')
    const tekst = vak.querySelector('[data-upload-tekst]')
    const knop = form.querySelector('button[type="submit"]')
    if (veld.files[0].size > Number(veld.dataset.maxMb) * 1024 * 1024) {
      vak.hidden = false
      tekst.textContent = `Dit bestand is te groot. Kies een bestand van hoogstens ${veld.dataset.maxMb} MB.`
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
    xhr.addEventListener('load', () => {
      if (xhr.status < 400) { location.assign(xhr.responseURL); if (xhr.responseURL.split('#')[0] === location.href.split('#')[0]) location.reload(); return }
      if (xhr.status === 422) { form.removeAttribute('data-upload'); knop.disabled = false; form.requestSubmit(knop); return }
      mislukt()
    })
    const mislukt = () => { knop.disabled = false; tekst.textContent = 'Opladen lukte niet. Probeer het opnieuw.' }
    xhr.addEventListener('error', mislukt)
    xhr.send(new FormData(form))
  })
})()
