#!/usr/bin/env escript
%% Lesson 1 in Erlang: the crash that does not spread. Run it with: escript isolation.escript
%% First one process keeps the carts of ann and bob, then each cart is a process of its own.
-module(isolation).
-mode(compile).
-behaviour(gen_server).
-export([main/1, start_link/2, init/1, handle_call/3, handle_cast/2]).

main(_) ->
    logger:set_primary_config(level, none),
    io:format("One process for both carts~n"),
    {ok, _} = gen_server:start({local, shop}, ?MODULE, [ann, bob], []),
    break(shop, shop),
    io:format("A process for each cart~n"),
    {ok, _} = supervisor:start_link({local, root}, ?MODULE, root),
    break(ann_cart, bob_cart),
    io:format("A message is a copy~n"),
    lend().

%% Both fill their carts, ann orders something without a price, and bob asks 20 times.
break(Anns, Bobs) ->
    [add(Anns, ann, Item) || Item <- [{tea, 450}, {rice, 320}, {apples, 280}]],
    [add(Bobs, bob, Item) || Item <- [{pens, 150}, {paper, 400}, {ink, 690}]],
    io:format("  ann is served by ~p, bob by ~p~n", [whereis(Anns), whereis(Bobs)]),
    {'EXIT', {{Reason, _Stack}, _Call}} = (catch add(Anns, ann, {gift_card, none})),
    io:format("  ann orders a gift card without a price: that process dies of ~p~n", [Reason]),
    Answers = [catch gen_server:call(Bobs, {total, bob}) || _ <- lists:seq(1, 20)],
    Answered = [Items || {Items, _Total} <- Answers, is_integer(Items)],
    io:format("  bob got ~p of 20 answers~n", [length(Answered)]),
    case Answered of
        [] -> io:format("  bob's cart is gone~n");
        _ -> io:format("  bob's cart holds ~p of 3 things~n", [lists:min(Answered)])
    end.

add(Server, Customer, Item) ->
    gen_server:call(Server, {add, Customer, Item}).

%% Nobody can write on a term in Erlang, so the copy shows in another way. The three entries of
%% ann's list are one tuple on her heap. Sent to bob they become three: he has nothing of hers.
lend() ->
    Ann = self(),
    Entry = {tea, 450, Ann},
    Anns = [Entry, Entry, Entry],
    Bob = spawn_link(fun() -> receive List -> Ann ! {size, erts_debug:size(List)} end end),
    Bob ! Anns,
    receive
        {size, Words} ->
            io:format("  ann's list takes ~p words on her heap, bob's copy ~p on his~n",
                      [erts_debug:size(Anns), Words])
    end.

%% A cart is started by its supervisor; `Name` is whom the customer asks.
start_link(Name, Customer) ->
    gen_server:start_link({local, Name}, ?MODULE, [Customer], []).

init(root) ->
    Cart = fun(Name, Customer) ->
                   #{id => Name, start => {?MODULE, start_link, [Name, Customer]}}
           end,
    {ok, {#{strategy => one_for_one}, [Cart(ann_cart, ann), Cart(bob_cart, bob)]}};
init(Customers) ->
    {ok, maps:from_list([{Customer, []} || Customer <- Customers])}.

handle_call({add, Customer, Item}, _From, Carts) ->
    answer(Customer, [Item | maps:get(Customer, Carts)], Carts);
handle_call({total, Customer}, _From, Carts) ->
    answer(Customer, maps:get(Customer, Carts), Carts).

answer(Customer, Cart, Carts) ->
    Total = lists:sum([Price || {_Name, Price} <- Cart]),
    {reply, {length(Cart), Total}, Carts#{Customer := Cart}}.

handle_cast(_, Carts) ->
    {noreply, Carts}.
