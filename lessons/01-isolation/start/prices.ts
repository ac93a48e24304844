// What the things in a cart cost together, in cents. Nothing to edit here: it trusts its input.
export function totalOf(items) {
  let cents = 0
  for (const item of items) {
    for (let left = item.count; left !== 0; left--) {
      cents += item.price.cents
    }
  }
  return cents
}
