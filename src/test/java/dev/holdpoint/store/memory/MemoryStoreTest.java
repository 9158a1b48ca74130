package dev.holdpoint.store.memory;

import dev.holdpoint.interaction.Store;
import dev.holdpoint.store.StoreContract;

class MemoryStoreTest extends StoreContract {

    @Override
    protected Store open() {
        return new MemoryStore(clock);
    }
}
