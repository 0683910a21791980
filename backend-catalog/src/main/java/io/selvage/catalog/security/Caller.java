package io.selvage.catalog.security;

import java.util.Set;

/**
 * Who calls the management API.
 *
 * @param name how audit lines and revisions call the caller
 * @param roles what the caller may do
 */
public record Caller(String name, Set<Role> roles) {

	public Caller {
		roles = Set.copyOf(roles);
	}

	/**
	 * Tells whether the caller may do something.
	 * @param access what
	 * @return true if a role allows it
	 */
	public boolean may(Access access) {
		return switch (access) {
			case READ -> !this.roles.isEmpty();
			case WRITE -> this.roles.contains(Role.CONTRIBUTOR);
			case READ_SECRETS -> this.roles.contains(Role.SECRET_READER);
			case SIGNED_LINK -> false;
		};
	}

	/**
	 * What a call of the management API needs.
	 */
	public enum Access {

		/** To read without secrets. */
		READ,
		/** To change something. */
		WRITE,
		/** To see secrets. */
		READ_SECRETS,
		/**
		 * To follow a link that the gateway signed, with or without credentials: no role
		 * stands for it.
		 */
		SIGNED_LINK

	}

}
