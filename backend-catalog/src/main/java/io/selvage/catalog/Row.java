package io.selvage.catalog;

import java.util.List;

import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A resource of one layer, with what was derived from it once.
 *
 * @param resource the resource
 * @param layer the layer that holds it
 * @param version the revision that wrote it
 * @param content what was derived from it
 * @param below the resource of the same identity in a lower layer, or null
 */
record Row(Resource resource, Layer layer, long version, Content content, @Nullable Row below) {

	/**
	 * What is derived from a resource.
	 *
	 * @param entity the entity, or null for types only the management API serves
	 * @param references what it refers to
	 * @param warnings what is dangerous in it
	 */
	record Content(@Nullable Object entity, References references, List<Violation> warnings) {
	}

	static Row of(Reading reading, Layer layer, long version, VaultValues values) {
		Resource resource = reading.resource();
		return new Row(resource, layer, version,
				new Content(values.decode(resource), References.of(resource), reading.violations()), null);
	}

	/** This stack with its entities decoded anew. */
	Row decoded(VaultValues values) {
		Content again = new Content(values.decode(this.resource), this.content.references(), this.content.warnings());
		return new Row(this.resource, this.layer, this.version, again,
				(this.below != null) ? this.below.decoded(values) : null);
	}

	/** The row of a layer in this stack, or null. */
	@Nullable Row in(Layer which) {
		if (this.layer == which) {
			return this;
		}
		return (this.below != null) ? this.below.in(which) : null;
	}

	/** This stack with a row of its layer put in its place. */
	Row with(Row row) {
		if (this.layer == row.layer) {
			return row.over(this.below);
		}
		if (this.layer.compareTo(row.layer) < 0) {
			return row.over(this);
		}
		return over((this.below != null) ? this.below.with(row) : row);
	}

	/** This stack without the row of a layer, or null if nothing is left. */
	@Nullable Row without(Layer which) {
		if (this.layer == which) {
			return this.below;
		}
		return (this.below != null) ? over(this.below.without(which)) : this;
	}

	private Row over(@Nullable Row lower) {
		return (lower == this.below) ? this : new Row(this.resource, this.layer, this.version, this.content, lower);
	}

}
