# Lesson 1 in Elixir: the crash that does not spread. Run it with: elixir isolation.exs
# First one process keeps the carts of ann and bob, then each cart is a process of its own.
defmodule Shop do
  use GenServer

  # `name` is whom the customers ask.
  def start_link({name, customers}) do
    GenServer.start_link(Shop, customers, name: name)
  end

  def child_spec({name, _} = args) do
    %{id: name, start: {Shop, :start_link, [args]}}
  end

  def init(customers), do: {:ok, Map.new(customers, &{&1, []})}

  def handle_call({:add, customer, item}, _from, carts) do
    answer(customer, [item | carts[customer]], carts)
  end

  def handle_call({:total, customer}, _from, carts) do
    answer(customer, carts[customer], carts)
  end

  defp answer(customer, cart, carts) do
    total = cart |> Enum.map(fn {_name, price} -> price end) |> Enum.sum()
    {:reply, {length(cart), total}, %{carts | customer => cart}}
  end
end

defmodule Isolation do
  def main do
    Logger.configure(level: :none)
    IO.puts("One process for both carts")
    {:ok, _} = GenServer.start(Shop, [:ann, :bob], name: :shop)
    break(:shop, :shop)
    IO.puts("A process for each cart")
    carts = [{Shop, {:ann_cart, [:ann]}}, {Shop, {:bob_cart, [:bob]}}]
    {:ok, _} = Supervisor.start_link(carts, strategy: :one_for_one)
    break(:ann_cart, :bob_cart)
    IO.puts("A message is a copy")
    lend()
  end

  # Both fill their carts, ann orders something without a price, and bob asks 20 times.
  defp break(anns, bobs) do
    for item <- [tea: 450, rice: 320, apples: 280], do: add(anns, :ann, item)
    for item <- [pens: 150, paper: 400, ink: 690], do: add(bobs, :bob, item)
    pids = [Process.whereis(anns), Process.whereis(bobs)]
    :io.format("  ann is served by ~p, bob by ~p~n", pids)
    {:exit, {{reason, _stack}, _call}} = attempt(fn -> add(anns, :ann, {:gift_card, nil}) end)
    IO.puts("  ann orders a gift card without a price: that process dies of #{reason}")
    answers = for _ <- 1..20, do: attempt(fn -> GenServer.call(bobs, {:total, :bob}) end)
    answered = for {:ok, {items, _total}} <- answers, do: items
    IO.puts("  bob got #{length(answered)} of 20 answers")

    case answered do
      [] -> IO.puts("  bob's cart is gone")
      _ -> IO.puts("  bob's cart holds #{Enum.min(answered)} of 3 things")
    end
  end

  defp add(server, customer, item), do: GenServer.call(server, {:add, customer, item})

  # A caller exits when its server dies; here that is what we came to see.
  defp attempt(ask) do
    {:ok, ask.()}
  catch
    :exit, reason -> {:exit, reason}
  end

  # Nobody can write on a term in Elixir, so the copy shows in another way. The three entries of
  # ann's list are one tuple on her heap. Sent to bob they become three: he has nothing of hers.
  defp lend do
    ann = self()
    entry = {:tea, 450, ann}
    anns = [entry, entry, entry]

    bob =
      spawn_link(fn ->
        receive do
          list -> send(ann, {:size, :erts_debug.size(list)})
        end
      end)

    send(bob, anns)

    receive do
      {:size, words} ->
        own = :erts_debug.size(anns)
        IO.puts("  ann's list takes #{own} words on her heap, bob's copy #{words} on his")
    end
  end
end

Isolation.main()
