package io.selvage.reliability.load;

import java.util.function.IntFunction;

/**
 * A request.
 *
 * @param method its method
 * @param path its path
 * @param bodyLength how many bytes its body has
 * @param id what tells it from all others
 */
public record Ask(String method, String path, int bodyLength, String id) {

	/**
	 * Tells whether executing it twice is as good as executing it once.
	 * @return false for POST
	 */
	public boolean idempotent() {
		return !this.method.equals("POST");
	}

	/**
	 * Asks for the same again and again.
	 * @param path the path
	 * @return the GET requests of a load
	 */
	public static IntFunction<Ask> get(String path) {
		return (number) -> new Ask("GET", path, 0, String.valueOf(number));
	}

	/**
	 * Mixes methods: of ten requests, seven GET, one PUT, one DELETE, one POST.
	 * @param path the path
	 * @param run told apart from other loads by it
	 * @return the requests of a load
	 */
	public static IntFunction<Ask> mixed(String path, String run) {
		return (number) -> {
			String id = run + "-" + number;
			return switch (number % 10) {
				case 3 -> new Ask("PUT", path, 200, id);
				case 5 -> new Ask("DELETE", path, 0, id);
				case 8 -> new Ask("POST", path, 200, id);
				default -> new Ask("GET", path, 0, id);
			};
		};
	}

}
