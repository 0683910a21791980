package io.selvage.gateway.expression.core;

import java.util.Arrays;

import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * {@code Tuple}, with up to seven items.
 */
final class TupleTypes implements TypeModule {

	private static final int MOST_ITEMS = 7;

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder creation = types.defineStatic("System.Tuple");
		StringBuilder names = new StringBuilder();
		StringBuilder parameters = new StringBuilder();
		for (int i = 1; i <= MOST_ITEMS; i++) {
			names.append((i == 1) ? "T1" : ", T" + i);
			parameters.append((i == 1) ? "T1 item1" : ", T" + i + " item" + i);
			String type = "Tuple<" + names + ">";
			TypeBuilder tuple = types.define("System." + type, TupleValue.class)
				.constructCall("Tuple(" + parameters + ")", (in) -> new TupleValue(Arrays.asList(in.arguments())));
			for (int item = 1; item <= i; item++) {
				int index = item - 1;
				tuple.property("T" + item + " Item" + item, (TupleValue value) -> value.items().get(index));
			}
			creation.call("static " + type + " Create<" + names + ">(" + parameters + ")",
					(in) -> new TupleValue(Arrays.asList(in.arguments())));
		}
	}

}
