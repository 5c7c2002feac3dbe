// Stands for packages that Botkit requires and this service never uses: its web server, Microsoft's
// cloud connector and recognisers. Any use of it yields itself, so that modules can load; nothing works.
const absent = new Proxy(function absent() {}, {
  get(target, name) {
    if (name === Symbol.toPrimitive) return () => 'absent'
    if (name === '__esModule') return false
    if (name === 'prototype') return target.prototype
    return absent
  },
  apply: () => absent,
  construct: () => ({}),
})
module.exports = absent
