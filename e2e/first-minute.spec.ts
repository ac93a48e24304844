/** The first minute, frame by frame (the ten frames of the design), in one go and by doing it. */
import { comeIn, counts, expect, face, machineOf, report, test } from './test.ts'

test('the first minute, from the counter that counts to the strip dragged back', async ({
  page,
  context,
}) => {
  const caption = page.getByRole('region', { name: 'What to do' })
  const kill = page.getByRole('button', { name: 'Kill counter' }).first()

  await test.step('1, 2: it runs, and says that it can be broken', async () => {
    await comeIn(page)
    await expect(caption).toContainText('Break it')
  })

  await test.step('3, 4: a death, slowly; desk starts another one that counts from 0', async () => {
    await counts(page, 'counter')
    await kill.click()
    await expect(page.getByText(/Slow motion/).first()).toBeVisible()
    await expect(caption).toContainText(/desk started a new counter after .* ms/)
    await expect(face(page, 'counter')).toBeVisible()
  })

  await test.step('5: the second restart spends the budget', async () => {
    await kill.click()
    await expect(caption).toContainText('all desk allows')
  })

  await test.step('6: the third death: desk gives up, root restarts the branch', async () => {
    await kill.click()
    await expect(caption).toContainText('desk gave up')
    await counts(page, 'clock')
  })

  const guest =
    await test.step('7: a second machine joins by itself and gets an echo', async () => {
      const opening = context.waitForEvent('page')
      await page.getByRole('button', { name: 'Add a machine' }).first().click()
      const opened = await opening
      await expect(caption).toContainText('joined after')
      const name = await machineOf(opened)
      await expect(face(page, `echo-${name}`)).toBeVisible()
      await expect(opened.getByRole('region', { name: 'What to do' })).toContainText(
        `You are ${name}`,
      )
      return { page: opened, name }
    })

  await test.step('8: its plug is pulled: suspected, given up, echo is started at home', async () => {
    await caption.getByRole('button', { name: 'Pull the plug' }).click()
    await expect(caption).toContainText('suspected')
    await expect(caption).toContainText(/root started it here|started at home/)
    expect(await report(page, 'down')).toMatchObject({ machine: guest.name, how: 'silence' })
  })

  await test.step('9: the strip, dragged to the first death, shows a recording', async () => {
    await page.getByRole('slider', { name: 'Moment shown' }).focus()
    await page.keyboard.press('Home')
    await expect(page.getByText('Recording').first()).toBeVisible()
    await expect(caption).toContainText('A recording')
    await page.getByRole('button', { name: 'Back to live' }).first().click()
  })

  await test.step('10: what was met, and where to go on', async () => {
    await expect(caption).toContainText('You met links')
    await expect(caption.getByRole('button', { name: /Lesson 1/ })).toBeVisible()
  })
})

test('a machine whose tab is closed says goodbye, and echo comes home', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const guest = await context.newPage()
  await guest.goto(page.url())
  await expect(face(page, `echo-${await nameOnceThere(guest)}`)).toBeVisible()
  const name = await machineOf(guest)
  await guest.close()
  expect(await report(page, 'down')).toMatchObject({ machine: name, how: 'goodbye' })
  await counts(page, `echo-${name}`)
})

async function nameOnceThere(page: Parameters<typeof machineOf>[0]): Promise<string> {
  await report(page, 'joined')
  return machineOf(page)
}
