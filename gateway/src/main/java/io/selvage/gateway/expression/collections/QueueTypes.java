package io.selvage.gateway.expression.collections;

import java.util.Collections;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code Queue<T>} and {@code Stack<T>}. The first element of the Java list is the one
 * that leaves next.
 */
final class QueueTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("System.Collections.Generic.Queue<T>", FrontList.class)
			.implement("System.Collections.Generic.IReadOnlyCollection<T>")
			.constructor("Queue()", () -> new FrontList())
			.constructor("Queue(IEnumerable<T> collection)", (@Nullable Object source) -> FrontList.of(source))
			.constructor("Queue(int capacity)", (Integer capacity) -> new FrontList())
			.method("bool TryDequeue(out T result)",
					(FrontList queue, Out<@Nullable Object> result) -> tryTake(queue, result, true))
			.method("bool TryPeek(out T result)",
					(FrontList queue, Out<@Nullable Object> result) -> tryTake(queue, result, false))
			.action("void CopyTo(T[] array, int arrayIndex)",
					(FrontList queue, Object array, Integer start) -> InterfaceTypes.copyTo(queue, array, start))
			.action("void TrimExcess()", (FrontList queue) -> {
			})
			.intProperty("int Count", FrontList::size)
			.action("void Enqueue(T item)", (FrontList queue, @Nullable Object item) -> queue.add(item))
			.method("T Dequeue()", (FrontList queue) -> take(queue, "Queue empty."))
			.method("T Peek()", (FrontList queue) -> peek(queue, "Queue empty."))
			.method("bool Contains(T item)",
					(FrontList queue, @Nullable Object item) -> InterfaceTypes.indexOf(queue, item) >= 0)
			.action("void Clear()", (FrontList queue) -> queue.clear())
			.call("T[] ToArray()", (in) -> LinqSources.array(in, in.argument(0)));
		types.define("System.Collections.Generic.Stack<T>", FrontList.Reversed.class)
			.implement("System.Collections.Generic.IReadOnlyCollection<T>")
			.constructor("Stack()", () -> new FrontList.Reversed())
			.constructor("Stack(IEnumerable<T> collection)", QueueTypes::stack)
			.constructor("Stack(int capacity)", (Integer capacity) -> new FrontList.Reversed())
			.method("bool TryPop(out T result)",
					(List<@Nullable Object> stack, Out<@Nullable Object> result) -> tryTake(stack, result, true))
			.method("bool TryPeek(out T result)",
					(List<@Nullable Object> stack, Out<@Nullable Object> result) -> tryTake(stack, result, false))
			.action("void CopyTo(T[] array, int arrayIndex)",
					(List<?> stack, Object array, Integer start) -> InterfaceTypes.copyTo(stack, array, start))
			.action("void TrimExcess()", (List<?> stack) -> {
			})
			.intProperty("int Count", (List<?> stack) -> stack.size())
			.action("void Push(T item)", (List<@Nullable Object> stack, @Nullable Object item) -> stack.add(0, item))
			.method("T Pop()", (List<@Nullable Object> stack) -> take(stack, "Stack empty."))
			.method("T Peek()", (List<@Nullable Object> stack) -> peek(stack, "Stack empty."))
			.method("bool Contains(T item)",
					(List<?> stack, @Nullable Object item) -> InterfaceTypes.indexOf(stack, item) >= 0)
			.action("void Clear()", (List<?> stack) -> stack.clear())
			.call("T[] ToArray()", (in) -> LinqSources.array(in, in.argument(0)));
	}

	private static boolean tryTake(List<@Nullable Object> list, Out<@Nullable Object> result, boolean remove) {
		boolean any = !list.isEmpty();
		result.set(any ? list.get(0) : null);
		if (any && remove) {
			list.remove(0);
		}
		return any;
	}

	private static Object stack(@Nullable Object source) {
		FrontList.Reversed stack = new FrontList.Reversed();
		List<@Nullable Object> values = ListType.copy(source);
		Collections.reverse(values);
		stack.addAll(values);
		return stack;
	}

	private static @Nullable Object take(List<@Nullable Object> list, String message) {
		Object first = peek(list, message);
		list.remove(0);
		return first;
	}

	private static @Nullable Object peek(List<@Nullable Object> list, String message) {
		if (list.isEmpty()) {
			throw ClrException.invalidOperation(message);
		}
		return list.get(0);
	}

}
