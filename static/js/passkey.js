// What went wrong with a passkey, in words; allauth's own script only writes it to the console.
document.addEventListener('allauth.error', (e) => {
  e.preventDefault()
  const gestopt = e.detail.exception && e.detail.exception.name === 'NotAllowedError'
  const plaats = document.getElementById('melding')
  const p = document.createElement('p')
  p.textContent = gestopt
    ? 'Je passkey is niet gebruikt. Probeer het opnieuw of kies een andere manier.'
    : 'Je passkey werkt nu niet. Probeer het opnieuw of kies een andere manier.'
  const vak = document.createElement('div')
  vak.className = 'melding melding--error'
  vak.append(p)
  plaats.replaceChildren(vak)
  plaats.scrollIntoView({ block: 'center' })
})
