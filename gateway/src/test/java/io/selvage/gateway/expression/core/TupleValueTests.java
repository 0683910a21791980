package io.selvage.gateway.expression.core;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.AnonymousObject;
import io.selvage.gateway.expression.types.KeyValuePair;
import io.selvage.gateway.expression.types.Weight;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Equality of values that are made of others.
 */
class TupleValueTests {

	/** Equal to every other, whatever it weighs. */
	private record Heavy(int weight) implements Weight.Weighed {

		@Override
		public boolean equals(Object other) {
			return other instanceof Heavy;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	@Test
	void whatAPairOrTupleWeighsIsNoPartOfIt() {
		assertThat(new KeyValuePair("a", new Heavy(1))).isEqualTo(new KeyValuePair("a", new Heavy(2)))
			.hasSameHashCodeAs(new KeyValuePair("a", new Heavy(2)));
		assertThat(new TupleValue(List.of(new Heavy(1)))).isEqualTo(new TupleValue(List.of(new Heavy(2))))
			.hasSameHashCodeAs(new TupleValue(List.of(new Heavy(2))));
	}

	@Test
	void pairsAndTuplesAreEqualIfTheirPartsAre() {
		assertThat(new KeyValuePair("a", null)).isEqualTo(new KeyValuePair("a", null))
			.isNotEqualTo(new KeyValuePair("a", 1))
			.isNotEqualTo(new KeyValuePair(null, null));
		List<Object> items = new ArrayList<>(List.of(1, "b"));
		assertThat(new TupleValue(items)).isEqualTo(new TupleValue(List.of(1, "b")))
			.isNotEqualTo(new TupleValue(List.of(1)))
			.isNotEqualTo(new AnonymousObject(List.of("a"), new Object[] { 1 }));
	}

}
