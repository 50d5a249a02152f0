package herodotus_test

import (
	"fmt"
	"log"

	"herodotus"
)

func ExampleCoder_Code() {
	coder, err := herodotus.New(herodotus.Options{})
	if err != nil {
		log.Fatal(err)
	}
	r, err := coder.Code(herodotus.Article{
		Text:      "Israel bombed the port of Beirut on Monday, the Lebanese army said.",
		Published: "2024-10-09",
	})
	if err != nil {
		log.Fatal(err)
	}
	name := map[string]string{}
	for _, e := range r.Entities {
		name[e.ID] = e.Name
	}
	for _, e := range r.Events {
		fmt.Println(name[e.Actors[0].Entity], e.Type, *e.From)
		for _, f := range e.Factuality {
			fmt.Println(f.Source, f.Value)
		}
	}
	// Output:
	// Israel ASSAULT 2024-10-07
	// author Uu
	// c1 CT+
}
